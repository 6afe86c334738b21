"""What draws and asks: filters, the matrix, words and figures, export, theme, and the cached door to measure()."""
