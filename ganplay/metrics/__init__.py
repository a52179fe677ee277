"""What is measured of a training, and what it means."""
