"""Districts, circles, thanas and places by every name they are known under."""
