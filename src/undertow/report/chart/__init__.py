"""A small chart module: linear scales, bands, date ticks, drawn on the server as SVG.

Text sits in the outer picture at shares of its width and keeps its size on any screen; curves
sit in an inner picture that stretches. No inline style: colours come from the page's classes.
"""
