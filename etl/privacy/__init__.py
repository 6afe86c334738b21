"""What may be kept and shown of a text that could name a person."""
