"""Runs and models in and out of a store."""
