"""From a record to a reading."""

from undertow.inference.read import read
from undertow.inference.reading import Reading

__all__ = ["Reading", "read"]
