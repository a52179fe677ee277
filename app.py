"""Build the page and launch it: what a Space, and `python app.py`, starts."""

from ganplay.ui import build
from ganplay.ui.hosting import serve

if __name__ == "__main__":
    demo = build()  # the name by which a Space finds the page to load it again
    serve(demo)
