"""The script of a session, in a folder of its own; `dashboard.py` says why."""
