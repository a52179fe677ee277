"""The guess game."""
