"""Runs, in five rooms: store, asking, worker, transfer, server. Each imports itself and those named before it alone.

Nothing here imports torch by itself.
"""
