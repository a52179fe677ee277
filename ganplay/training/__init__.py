"""Training: the algorithm (step), the loop that tells events (trainer), checkpoints, and choices of speed."""

from ganplay.training.checkpoint import CheckpointError, Networks, load_networks
from ganplay.training.trainer import Trainer

__all__ = ["CheckpointError", "Networks", "Trainer", "load_networks"]
