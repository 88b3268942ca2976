"""The local workbench: a server on the loopback address, and the screens a person sees."""
