"""The live view of one run."""
