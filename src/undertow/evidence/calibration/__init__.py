"""Calibration: one set of population parameters for all rows that may be used for it.

An ensemble of parameter sets, drawn from the prior, lives through every row at once; each member
meets other people and another partner. Where its figures lie outside of the targets, all
parameters that go with these figures are moved, a little in each round (`smoother`). The middle
of the ensemble is then tried for real, and moved on while that helps (`settling`). What is asked
of a figure is its target in the ledger, nothing else; rows marked `test` are never run
(`figures`). Decision 14 says why so.
"""
