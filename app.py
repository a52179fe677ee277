"""Build the page and launch it: what a Space, and `python app.py`, starts."""

from ganplay.ui import launch

if __name__ == "__main__":
    launch(quiet=False)
