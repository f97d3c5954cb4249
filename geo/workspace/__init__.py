"""A workspace: an analyst's own articles, their mentions, and all that she decided about them, in one folder."""
