"""From checked rows to a batch: what stands, what is held back, what it takes over, and its verdict."""
