"""What the two sources claim: one file a row, named by its id (claims.md)."""
