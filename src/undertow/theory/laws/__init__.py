"""The laws. Each says what flows into a state and how fast it leaves; the engine owns time.

A law takes `state` (step means of the states above its own), `inputs` and the parameters `p`,
all scalars or arrays, and returns `(inflow, outflow)`: inflow in units of the state per day,
>= 0 unless noted; outflow as a rate per day, > 0. Equations: theory.md.
"""
