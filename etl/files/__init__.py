"""How a file comes in and is opened: what it really is, its limits, its cells as text."""
