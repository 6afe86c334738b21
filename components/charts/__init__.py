"""Figures of the pages: pure builders, from plain data and a language to a Plotly figure and its table twin."""
