"""``python -m ganplay`` is the same program as ``ganplay``."""

from ganplay.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
