"""Runs: their folders, the store, the worker processes and the live feed. Nothing here imports torch by itself."""
