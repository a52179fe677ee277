"""Build the page and launch it: what a Space, and `python app.py`, starts."""

from ganplay.ui import build
from ganplay.ui.hosting import in_one_sentence, serve

if __name__ == "__main__":
    with in_one_sentence():
        demo = build()  # the name by which a Space finds the page to load it again
        serve(demo)
