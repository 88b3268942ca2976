"""The commands, one a file, and how a run of any of them ends."""
