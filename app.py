"""Build the page and launch it: what a Space, and `python app.py`, starts."""

from ganplay.ui.hosting import serve

if __name__ == "__main__":
    serve()
