"""What the theory must not produce: one file a guard, named by its id (evidence.md, N rows)."""
