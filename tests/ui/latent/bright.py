"""A stand-in for the classifier that is trained on real faces: whatever is brighter than most smiles."""

from __future__ import annotations


def bright():
    import torch

    class Bright(torch.nn.Module):
        names, accuracy = ("smile",), {"smile": 0.9}

        def __init__(self):
            super().__init__()
            self.place = torch.nn.Parameter(torch.zeros(1))

        def forward(self, pictures):
            means = pictures.flatten(1).mean(1, keepdim=True)
            return means - means.mean()

    return Bright()
