"""The pages of docs/theory with equations: the laws, called with symbols instead of numbers.

Nothing here is needed to run the theory; SymPy comes with the extra `dev`.
"""
