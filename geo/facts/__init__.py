"""What the store knows of its mentions, as numbers: the engine room of `geo.store`.

A star: each mention is a row of small numbers (`columns`), each number the line of a small table of distinct values:
where (`spot`), when (`moment`), which article, sentence and surface form, which sets of actors, topics and tags
(`sets`). A filter compiles to SQL over those small tables (`conditions`), DuckDB answers which of their lines fit, and
one look-up a mention tells which mentions do (`selection`). What a page shows is counted from these numbers
(`counts`, `view`, `bars`, `grouped`), and the rows themselves are handed out by Arrow (`rows`).
"""
