"""Claims of the theory as experiments."""
