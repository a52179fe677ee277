"""ganplay: a laboratory for generative adversarial networks in a browser tab."""

__version__ = "0.1.0"
