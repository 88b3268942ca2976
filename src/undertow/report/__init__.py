"""Words and pictures from a reading: terminal, versioned JSON, one self-contained HTML page.

Everything here takes a `Reading` and nothing else, so a reading that was stored can be told
again. Import the three public functions from their own modules; this file imports nothing,
so that `undertow --help` stays quick.
"""
