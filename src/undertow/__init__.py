"""A private record and what it shows."""

__version__ = "0.1.0"
