"""Words as they are compared: folded spellings, the words of words.toml, and the font Kruti Dev."""
