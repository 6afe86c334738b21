"""The parts of the page of circulars: tiles, what to ask, the matrix, what is overdue, what falls due, rates."""
