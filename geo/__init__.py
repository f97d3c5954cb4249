"""Find Syrian place names in news articles, place them, and say how sure we are.

Articles go in, a table of mentions (`geo.mention`) comes out; a store answers one `Filter` over it.
"""

__version__ = "0.1.0"
