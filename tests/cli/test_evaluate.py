"""`ganplay evaluate`: every figure with its sample size."""

from __future__ import annotations

import json

from .asking import printed, refused


def test_an_evaluation_tells_every_figure_with_its_sample_size(trained, capsys):
    facts = json.loads("\n".join(printed(capsys, "evaluate", str(trained), "--json")))
    assert facts["discriminator"]["held_out"]["n_real"] == 359 and facts["discriminator"]["training"]["n_real"] == 512
    assert facts["calibration"]["n_generated"] == 512 and abs(facts["samples"]["gap"]["floor"]) < 0.05
    lines = printed(capsys, "evaluate", str(trained))
    assert any("auc" in line and "359 held-out real and 512 generated" in line for line in lines)
    assert any("calibration on 359" in line for line in lines)


def test_fid_is_measured_where_it_is_asked_for_and_says_what_it_lacks(trained, capsys, monkeypatch):
    from ganplay.metrics.kinds import pictures

    monkeypatch.setattr(pictures, "inception_fid", lambda *_, **__: 12.5)
    asked = ["evaluate", str(trained), "--n", "60", "--json"]
    rows = [
        json.loads("\n".join(printed(capsys, *words)))["generator"]["rows"]
        for words in (asked, [*asked, "--inception"])
    ]
    assert [{row["name"]: row["value"] for row in found}.get("fid") for found in rows] == [None, 12.5]
    monkeypatch.undo()
    assert any("FID takes at least 2,049" in line for line in printed(capsys, *asked[:-1], "--inception"))
    assert "--inception" in refused(capsys, "evaluate", str(trained), "--n", "0", "--inception")
