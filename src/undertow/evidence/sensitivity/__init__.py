"""Which parameter moves which outcome, over all that the priors allow: Sobol's indices."""
