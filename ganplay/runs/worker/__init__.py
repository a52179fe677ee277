"""What trains a run: a process of its own, or a lent GPU."""
