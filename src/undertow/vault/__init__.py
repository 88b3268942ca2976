"""The encrypted file a person's record lives in, and what may be done with it while it is open."""
