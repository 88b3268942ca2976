"""Claims of the theory as experiments. A passing one shows that the theory says so, not nature."""
