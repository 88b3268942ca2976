"""A person's own posterior by gradient: Laplace, Pathfinder and NUTS behind one interface.

The only part of `inference` that imports JAX; a first reading does without.
"""
