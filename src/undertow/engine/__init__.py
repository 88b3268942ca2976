"""Runs the laws: through time, for one diary or for many lives."""
