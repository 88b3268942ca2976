"""What every test runs under: shape checks on, JAX strict, no warning passed over.

JAX is set through the environment, so that tests of rooms that never import it stay without it.
"""

import os

os.environ["JAX_NUMPY_RANK_PROMOTION"] = "raise"
os.environ["JAX_NUMPY_DTYPE_PROMOTION"] = "strict"
os.environ["JAX_DEBUG_NANS"] = "0"

import hypothesis
from jaxtyping import install_import_hook

install_import_hook("undertow", "beartype.beartype")

# The same examples each time, and no clock: a slow machine or an unlucky day is not a failure.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True)
hypothesis.settings.load_profile("house")
