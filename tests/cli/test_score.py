"""`ganplay score`: one answer a picture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from ganplay.cli import main

from .asking import printed, refused, sampled


def test_pictures_are_scored_one_by_one_and_a_bad_file_stops_nothing(trained, tmp_path, capsys):
    folder = tmp_path / "pictures"
    (folder / "inside").mkdir(parents=True)
    sampled(trained, folder, "--seed", "1")
    (folder / "inside" / "words.png").write_text("no picture")
    (folder / "empty.png").write_bytes(b"")
    Image.new("RGB", (300, 200), "red").save(folder / "inside" / "red.jpg")
    missing = str(tmp_path / "missing.png")
    rows = [json.loads(line) for line in printed(capsys, "score", str(trained), str(folder), missing, "--json")]
    assert len(rows) == 8
    errors = {Path(row["file"]).name: row["error"] for row in rows if "error" in row}
    assert errors.keys() == {"words.png", "empty.png", "missing.png"}
    assert all(error.endswith(".") for error in errors.values())
    for row in rows:
        if "error" not in row:
            assert 0 <= row["probability"] <= 1 and 0 <= row["percentile_real"] <= 100
            assert row["verdict"] == ("real" if row["logit"] > 0 else "generated")
    seed2 = next(row for row in rows if row["file"].endswith("seed000002.png"))
    alone = json.loads(printed(capsys, "score", str(trained), seed2["file"], "--json")[0])
    assert alone["logit"] == pytest.approx(seed2["logit"], abs=1e-4)
    lines = printed(capsys, "score", str(trained), seed2["file"], str(folder / "empty.png"))
    assert len(lines) == 2 and "probability" in lines[0] and "empty" in lines[1]
    early = json.loads(printed(capsys, "score", str(trained), seed2["file"], "--json", "--checkpoint", "0")[0])
    assert early["logit"] != pytest.approx(seed2["logit"], abs=1e-3)


def test_scoring_fails_only_where_every_picture_does(trained, tmp_path, capsys):
    empty = tmp_path / "empty.png"
    empty.write_bytes(b"")
    assert main(["score", str(trained), str(empty), str(tmp_path / "none"), "--json"]) == 2
    assert [json.loads(line).keys() for line in capsys.readouterr().out.splitlines()] == [{"file", "error"}] * 2
    assert "no checkpoint at step 99" in refused(capsys, "score", str(trained), str(empty), "--checkpoint", "99")
    assert "not a run" in refused(capsys, "score", "nothing", str(empty))
    assert "not a run" in refused(capsys, "evaluate", "nothing")


def test_a_drawing_is_scored_as_the_run_s_pictures_look(trained, tmp_path, capsys):
    from PIL import ImageDraw

    pad = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(pad).line([(40, 30), (110, 30), (70, 130)], fill=0, width=16)
    pad.save(tmp_path / "seven.png")
    asked = ["score", str(trained), str(tmp_path / "seven.png"), "--json"]
    as_it_is, as_drawing = (json.loads(printed(capsys, *asked, *more)[0]) for more in ([], ["--drawing"]))
    assert as_it_is["unfamiliar"] and as_drawing["far"] < as_it_is["far"]
