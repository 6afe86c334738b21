"""Accepted batches, the snapshots built from them, and the one door through which they are read."""
