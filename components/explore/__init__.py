"""The parts of the page of figures: what is asked, the answer as rows, its picture, its table and its files."""
