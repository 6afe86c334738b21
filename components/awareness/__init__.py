"""The parts of the page on awareness: what to ask, whom nobody reached, the gap map, departments, what was told."""
