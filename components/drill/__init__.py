"""Drill-down: the rows behind a number of a page, for those whose scope holds them."""
