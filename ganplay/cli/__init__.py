"""The command line."""

from ganplay.cli.main import build_parser, main

__all__ = ["build_parser", "main"]
