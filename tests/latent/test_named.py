"""Directions with names: fitted to a judge's answers, each moves its own attribute and leaves the others."""

import re

import pytest
import torch

from ganplay.latent import (
    Directions,
    LatentError,
    View,
    mapped,
    moved,
    named_directions,
    python_lines,
    shares_along,
    view_latents,
)
from ganplay.runs.store.folder import RunError
from ganplay.runs.store.named import direction_names, read_directions, write_directions


def judge(pictures):
    """Two attributes that go together: a light upper half, and light all over."""
    upper, lower = pictures[:, 0, 0, 0], pictures[:, 0, 7, 0]
    return torch.stack((upper, upper + lower), 1) * 4


def test_each_direction_changes_its_own_attribute_alone(known):
    found = named_directions(known, judge, samples=2000)
    assert found.vectors.shape == (2, known.z_dim) and found.method == "named"
    assert torch.allclose(found.vectors.norm(dim=1), torch.ones(2))
    assert (found.share > 0.8).all()
    # The upper half alone is z[0]; to lighten it and keep the sum, z[1] has to fall.
    assert found.vectors[0, 0] > 0.2 and found.vectors[0, 1] < -0.2
    assert abs(found.vectors[1, 0]) < 0.1 and found.vectors[1, 1] > 0.95
    assert (found.vectors[:, 2:].abs() < 0.15).all()


def test_shares_along_a_direction_rise_for_its_attribute(known):
    found = named_directions(known, judge, samples=2000)
    table = shares_along(known, judge, found, (-2.0, 0.0, 2.0), n=300)
    assert table.shape == (2, 3, 2)
    for which in (0, 1):
        assert table[which, 0, which] + 0.2 < table[which, 1, which] < table[which, 2, which] - 0.2
    assert abs(table[1, 2, 0] - table[1, 0, 0]) < 0.1


def test_in_w_too_each_direction_changes_its_own_attribute_alone(uneven):
    found = named_directions(uneven, judge, samples=2000, space="w")
    assert found.space == "w" and torch.allclose(found.vectors.norm(dim=1), torch.ones(2))
    # w has no more than three numbers that vary; of these the first two are seen
    assert (found.vectors[:, 3:].abs() < 1e-5).all() and (found.vectors[:, 2].abs() < 0.1).all()
    assert found.vectors[0, 0] > 0.2 and found.vectors[0, 1] < -0.2
    assert abs(found.vectors[1, 0]) < 0.15 and found.vectors[1, 1] > 0.95
    w = mapped(uneven, torch.randn(4096, 12, generator=torch.Generator().manual_seed(9)))
    assert torch.allclose((w @ found.vectors.T).std(0), found.sigma, rtol=0.05)
    table = shares_along(uneven, judge, found, (-2.0, 0.0, 2.0), n=300)
    for which in (0, 1):
        assert table[which, 0, which] + 0.2 < table[which, 2, which]
    assert abs(table[1, 2, 0] - table[1, 0, 0]) < 0.15


def test_those_of_w_are_kept_beside_those_of_z(tiny_run):
    in_z = Directions(torch.eye(16)[:2], torch.tensor([0.5, 0.25]), torch.ones(2), "named")
    in_w = Directions(torch.eye(16)[3:4], torch.tensor([0.75]), torch.tensor([1.5]), "named", "w")
    file = tiny_run.path / "directions.json"
    try:
        write_directions(tiny_run.path, ["light", "all"], in_z)
        assert direction_names(tiny_run.path, "w") == []
        with pytest.raises(RunError, match="no directions with names in W"):
            read_directions(tiny_run.path, "w")
        write_directions(tiny_run.path, ["light", "all"], in_z, (["dark"], in_w))
        assert [direction_names(tiny_run.path, space) for space in ("z", "w")] == [["light", "all"], ["dark"]]
        for space, kept in (("z", in_z), ("w", in_w)):
            again = read_directions(tiny_run.path, space)
            assert (
                again.space == space and torch.equal(again.steps, kept.steps) and torch.equal(again.share, kept.share)
            )
        for damage in ("3", '{"names": ["a"], "vectors": [[1.0]], "share": [0.5], "sigma": [1.0]}', '{"names": ["a"]}'):
            file.write_text(re.sub(r'"w": .*}}', f'"w": {damage}}}', file.read_text()))
            with pytest.raises(RunError, match="cannot be read"):
                read_directions(tiny_run.path)
            write_directions(tiny_run.path, ["light", "all"], in_z, (["dark"], in_w))
    finally:
        file.unlink()


def test_too_few_pictures_or_an_attribute_that_never_changes_are_refused(known):
    with pytest.raises(LatentError, match="at least 96 pictures"):
        named_directions(known, judge, samples=50)
    with pytest.raises(LatentError, match="has not learned it"):
        named_directions(known, lambda pictures: torch.zeros(len(pictures), 1), samples=200)


def test_they_are_kept_with_a_run_and_its_python_lines_move_along_them(known, tiny_run, monkeypatch, tmp_path):
    vectors = torch.eye(16)[:2]
    found = named_directions(known, judge, samples=200)
    write_directions(tiny_run.path, ["light", "all"], type(found)(vectors, found.share, found.sigma, "named"))
    try:
        assert direction_names(tiny_run.path) == ["light", "all"]
        again = read_directions(tiny_run.path)
        assert torch.equal(again.vectors, vectors) and torch.equal(again.share, found.share)
        view = View(run=str(tiny_run.path), tool="directions", method="named", keyframes=(3,), amounts=(0.0, 1.5))
        with pytest.raises(LatentError, match="kept with the run"):
            view_latents(view, known)
        monkeypatch.chdir(tmp_path)
        lines = python_lines(view)
        place: dict = {}
        exec("\n".join(lines), place)
        plain = place["latent"].seed_latents([3], 16)
        assert torch.equal(place["z"], moved(plain, again.steps, [0.0, 1.5]))
        assert (tmp_path / "view.png").stat().st_size > 100
    finally:
        (tiny_run.path / "directions.json").unlink()
    with pytest.raises(RunError, match="no directions"):
        read_directions(tiny_run.path)
