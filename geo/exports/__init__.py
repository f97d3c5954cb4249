"""Exports: exactly the rows that a filter leaves, as a file that says where it comes from and what it does not say.

`about` is what every file says of itself, `rows` hands the rows over in parts, `positions` says what the coordinates of
a row are and rounds those of sensitive places, `tally` counts by place and article. A module a format writes them:
`spreadsheet_csv`, `xlsx`, `geojson`, `kml`, `geopackage`, `html_map`, `picture`. `formats` lists them all with their
limits; it is what the app and the command line ask.
"""
