"""The parts of the page on hotspots: where nobody went, the map, what gathers where, the week, one place in full."""
