"""The ways in: articles from files of every usual kind, from archives of them, and from the web.

`reading.read_articles` reads files and folders, `reading.read_files` what was uploaded, `web.fetch` one page. What
comes in is hostile until read: sizes are bounded (`limits`), archives are never unpacked to disk, documents are read
without their macros, entities and links, and the web is asked only for public addresses.
"""
