"""The screens: plain functions of an `Ask`, one place a file; each module exports its `ROUTES`."""
