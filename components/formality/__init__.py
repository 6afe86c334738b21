"""Returns that should be verified: the league of Kendras by return, and the very rows that show why."""
