"""What an owner writes on a run: title, tags, note; and what the run notes of its data."""

from __future__ import annotations

from typing import Any

from ganplay.runs.store.history import RunError

TITLE, TAGS, TAG, NOTE = 120, 8, 24, 2000  # most characters of a title, tags, characters of a tag and of a note


def described(title: Any = None, tags: Any = None, note: Any = None) -> dict[str, Any]:
    """What an owner writes on a run, as its meta keeps it: title, tags, note; None leaves one as it is.

    Raises:
        RunError: for what is no text, too long, or too much.
    """
    kept: dict[str, Any] = {}
    if title is not None:
        kept["title"] = _line(title, TITLE, "title")
    if tags is not None:
        if not isinstance(tags, list) or len(tags) > TAGS:
            raise RunError(f"A run has at most {TAGS} tags.", "tags_many", most=TAGS)
        found = [_line(tag, TAG, "tag") for tag in tags]
        kept["tags"] = list(dict.fromkeys(tag for tag in found if tag))  # each once, in their order
    if note is not None:
        if not isinstance(note, str) or len(note) > NOTE:
            raise RunError(f"A note is a text of at most {NOTE} characters.", "note_long", most=NOTE)
        kept["note"] = _printable(note, keep="\n\t").strip()
    return kept


def _line(text: Any, most: int, what: str) -> str:
    if not isinstance(text, str) or len(text) > most:
        raise RunError(f"A {what} is a text of at most {most} characters.", f"{what}_long", most=most)
    return " ".join(_printable(text).split())


def _printable(text: str, keep: str = "") -> str:
    """`text` without control characters, which would hide or turn what stands beside them."""
    return "".join(c for c in text if c.isprintable() or c in keep or (c.isspace() and not keep))


def written(meta: dict[str, Any]) -> dict[str, Any]:
    """title, tags, note and parent of a run, whatever its history holds in their place."""
    tags = meta.get("tags")
    parent = meta.get("parent")
    return {
        "title": _text(meta.get("title")),
        "tags": [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        "note": _text(meta.get("note")),
        "parent": parent if isinstance(parent, dict) else None,
    }


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def noted(meta: dict[str, Any]) -> list[dict[str, Any]]:
    """The notes of a run on its data: {text, code, details}, see `ganplay.data.pictures.told`.

    Those of older runs are sentences alone.
    """
    notes = meta.get("notes")
    whole = [{"text": note} if isinstance(note, str) else note for note in notes] if isinstance(notes, list) else []
    return [{"code": "", "details": {}, **note} for note in whole if isinstance(note, dict) and _text(note.get("text"))]
