"""The plane of points: what draws it, wherever it is mounted."""
