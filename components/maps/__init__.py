"""Maps that need nobody: outlines, names, marks and shades drawn from the snapshot; no tiles, no outside call."""
