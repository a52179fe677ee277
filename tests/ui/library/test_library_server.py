"""What the Runs tab may ask of the server: every question on a tiny run, and every wrong question."""

from __future__ import annotations

import base64
import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from ganplay.ui.kit.downloads import offered_at

from ..asked import worked

OWNER, OTHER = "owner of these runs", "somebody else here"
SMALL = ["resolution=32", "g_width=4", "d_width=4", "batch=8", "z_dim=8", "precision=fp32", "metrics=0"]


@pytest.fixture(scope="module")
def trained(tmp_path_factory) -> Path:
    from ganplay.cli import main

    folder = tmp_path_factory.mktemp("library") / "run"
    changes = [word for change in SMALL for word in ("--set", change)]
    asked = ["train", "quick", "--data", "digits", *changes, "--steps", "6", "--device", "cpu", "--run", str(folder)]
    assert main(asked) == 0
    assert main(["train", "--resume", "--steps", "12", "--device", "cpu", "--run", str(folder)]) == 0
    return folder


@pytest.fixture
def manager(tmp_path, trained, monkeypatch, idle_driver):
    """A manager over a store in which OWNER has one run, and nobody another."""
    from ganplay.runs.server import manager as managers
    from ganplay.runs.server.manager import Manager
    from ganplay.runs.store.store import Store

    monkeypatch.setattr(managers, "WorkerProcess", idle_driver)
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "uploads"))
    store = Store(tmp_path / "home")
    for owner in (OWNER, ""):
        with store.place(owner) as place:
            shutil.copytree(trained, place)
    manager = Manager(store, slots=1, standby=False)
    yield manager
    manager.close()


@pytest.fixture
def ask(manager, answered):
    """Asks a server function and waits for its answer, as the page does."""
    from ganplay.ui.library.server import server_functions

    functions = {function.__name__: function for function in server_functions(manager)}

    def ask(name: str, query: object = None, **words: object) -> dict:
        question = {"owner": OWNER, **words} if query is None else query
        return answered(functions[name](question))

    ask.names = sorted(functions)
    return ask


@pytest.fixture
def mine(ask) -> str:
    return next(row["run"] for row in ask("rows")["rows"] if row["mine"])


@pytest.fixture
def nobodys(ask) -> str:
    return next(row["run"] for row in ask("rows")["rows"] if not row["mine"] and not row["pretrained"])


def row(ask, run: str) -> dict:
    return next((row for row in ask("rows")["rows"] if row["run"] == run), {})


def test_the_rows_are_mine_those_of_nobody_and_the_pretrained_ones(ask, mine):
    rows = ask("rows")["rows"]
    assert [one["mine"] for one in rows[:2]].count(True) == 1 and rows[-1]["pretrained"]
    found = row(ask, mine)
    assert found["steps"][0] == 0 and found["steps"][-1] == 12 and found["whole"][-1] == 12
    assert found["bytes"] > 10_000 and found["grid"] > 0 and found["dataset"] == "digits"
    theirs = ask("rows", {"owner": OTHER})["rows"]
    assert mine not in {one["run"] for one in theirs} and not any(one["mine"] for one in theirs)


def test_a_glimpse_shows_whole_pictures(ask, mine):
    found = ask("thumbs", runs=[[mine, row(ask, mine)["grid"]], ["nosuchrunatt", 3], "x", [mine, True]])["thumbs"]
    assert set(found) == {mine, "nosuchrunatt"} and found["nosuchrunatt"] is None
    picture = Image.open(io.BytesIO(base64.b64decode(found[mine].partition(",")[2])))
    assert picture.size == (128, 64)


def test_words_are_written_and_bounded(ask, mine):
    assert ask("describe", run=mine, title="Mine", tags=["a"], note="n") == {"done": True}
    assert (row(ask, mine)["title"], row(ask, mine)["tags"], row(ask, mine)["note"]) == ("Mine", ["a"], "n")
    assert "error" in ask("describe", run=mine, title="x" * 500)
    assert ask("describe", {"run": mine, "owner": OTHER, "title": "Theirs"})["error"] == "not_owner"
    assert row(ask, mine)["title"] == "Mine"
    for words, code, most in (
        ({"tags": list("abcdefghi")}, "tags_many", 8),
        ({"tags": ["x" * 25]}, "tag_long", 24),
        ({"title": "x" * 121}, "title_long", 120),
        ({"note": "x" * 2001}, "note_long", 2000),
    ):
        answer = ask("describe", run=mine, **words)
        assert (answer["error"], answer["details"]) == (code, {"most": most})


def test_checkpoints_are_thinned(ask, mine):
    assert ask("keep", run=mine, count=2) == {"left": 2}
    assert row(ask, mine)["steps"] == [0, 12]
    assert "error" in ask("keep", run=mine, count=0)


def test_a_deletion_is_undone(ask, mine, manager):
    from ganplay.runs.store.folder import RunError
    from ganplay.ui.kit.live.live import steer

    with pytest.raises(RunError) as refused:
        steer(manager, mine, OTHER, "remove", {})
    assert refused.value.code == "not_owner" and row(ask, mine)
    assert steer(manager, mine, OWNER, "remove", {}) == {"done": True} and not row(ask, mine)
    with pytest.raises(RunError) as refused:
        steer(manager, mine, OTHER, "bring_back", {})
    assert refused.value.code == "gone"
    assert steer(manager, mine, OWNER, "bring_back", {}) == {"done": True} and row(ask, mine)["steps"][-1] == 12


def test_the_dialogs_are_told_what_may_change(ask, mine):
    about = ask("about", run=mine)
    fields = {field["name"]: field for field in about["fields"]}
    assert fields["lr_g"]["value"] == 0.002 and not fields["lr_g"]["stays"]
    assert fields["g_width"]["stays"] and fields["dataset"]["stays"] and "digits" in fields["dataset"]["choices"]
    assert about["steps"][-1] in about["whole"]


def test_a_branch_and_a_twin_begin(ask, mine, nobodys):
    branch = ask("branch", run=nobodys, step=6, changes={"lr_d": 0.001}, title="Other rate")
    found = row(ask, branch["run"])
    assert found["mine"] and found["title"] == "Other rate" and found["step"] == 6
    assert found["parent"]["run"] == nobodys and found["parent"]["changes"] == {"lr_d": [0.002, 0.001]}
    twin = ask("twin", run=mine, changes={"loss": "lsgan"})
    assert row(ask, twin["run"])["parent"]["step"] is None and row(ask, twin["run"])["status"] in (
        "queued",
        "preparing",
    )


def test_impossible_beginnings_are_refused_with_a_sentence(ask, mine):
    before = len(ask("rows")["rows"])
    for name, words in (
        ("branch", {"step": 6, "changes": {"z_dim": 16}}),
        ("branch", {"step": 6, "changes": {"dataset": "faces"}}),
        ("branch", {"step": 7, "changes": {}}),
        ("branch", {"step": "6", "changes": {}}),
        ("branch", {"step": True, "changes": {}}),
        ("branch", {"step": 6, "changes": []}),
        ("twin", {"changes": {}}),
        ("twin", {"changes": {"loss": "wasserstein"}}),
        ("twin", {"changes": {"lr_g": None}}),
        ("twin", {"changes": {"dataset": "own"}}),
        ("twin", {"changes": {"dataset": "/etc"}}),
        ("twin", {"changes": {"seed": "x" * 500}}),
    ):
        answer = ask(name, run=mine, **words)
        assert answer["error"] and len(answer["text"]) > 10, (name, words)
    assert len(ask("rows")["rows"]) == before


def test_a_refused_beginning_has_a_code_for_the_words_of_the_page(ask, mine):
    for name, changes, code, gap in (
        (
            "branch",
            {"lr_g": 0.5},
            "setting_number",
            {"setting": "lr_g", "value": "0.5", "low": "0.000001", "high": "0.1"},
        ),
        ("twin", {"batch": 1}, "setting_whole", {"setting": "batch", "value": "1"}),
        ("branch", {"z_dim": 16}, "branch_networks", {"setting": "z_dim"}),
        ("branch", {"limit": 100}, "branch_pictures", {"setting": "limit"}),
        ("branch", {"steps": 3}, "budget_used", {"kind": "steps", "value": "3"}),
    ):
        answer = ask(name, run=mine, step=6, changes=changes)
        assert answer["error"] == code and gap.items() <= answer["details"].items(), answer


def test_runs_are_laid_side_by_side(ask, mine, nobodys):
    runs = ask("compare", runs=[mine, nobodys, "mnist"])["runs"]
    assert [one["row"]["run"] for one in runs] == [mine, nobodys, "mnist"]
    first = runs[0]
    assert len(first["curves"]["loss_d"]) == len(first["curves"]["step"]) > 0
    assert len(first["evals"]["diversity"]) == len(first["evals"]["seconds"]) > 0
    measured = {one["name"]: one for one in first["measured"]}
    assert measured["accuracy"]["floor"] == 0.5 and measured["accuracy"]["n"] > 0
    assert measured["accuracy"]["real"] is None  # half of them are right by guessing, which no picture has to say
    assert measured["diversity"]["real"] > 0.5 and measured["diversity"]["n_floor"] == measured["diversity"]["n"]
    older = {one["name"]: one for one in runs[2]["measured"]}
    assert older["diversity"]["real"] is None and older["diversity"]["value"] is not None
    assert first["settings"]["lr_g"] == 0.002 and runs[2]["settings"]["dataset"] == "mnist"


def over(ask, job: str) -> dict:
    """What a piece of work came to."""
    return worked(lambda since: ask("poll_work", job=job, since=since))[-1]


def measured(ask, run: str) -> dict:
    """What comes of pressing Measure, once it is done."""
    return over(ask, ask("start_work", what="measure", run=run)["job"])


def test_a_run_without_a_report_is_measured_by_its_owner(ask, mine, nobodys, manager):
    assert [run["report"] for run in ask("compare", runs=[mine, nobodys])["runs"]] == [None, None]
    assert "error" not in measured(ask, mine)
    report = ask("compare", runs=[mine, nobodys])["runs"][0]["report"]
    assert report["step"] == 12 and report["images"] == 96 and not report["late"]
    for row in report["rows"]:
        assert row["note"]["key"] or not row["note"]["text"]
        assert (
            row["n"] >= 50
            and row["n_floor"] >= 50
            and row["better"] in ("lower", "higher")
            and isinstance(row["floor"], float)
        )
    assert {"classifier_fd", "recall", "coverage"} <= {row["name"] for row in report["rows"]}
    folder = manager.store.get(mine)
    told = json.loads((folder.path / "report.json").read_text())
    (folder.path / "report.json").write_text(json.dumps(told | {"step": 6}))
    assert ask("compare", runs=[mine, nobodys])["runs"][0]["report"]["late"]  # training went on since


def test_only_the_owner_measures_a_run_and_anybody_a_pretrained_one_each_in_turn(ask, mine, nobodys, manager):
    import threading

    def measure(run: str, owner: str = OWNER) -> dict:
        return ask("start_work", what="measure", run=run, owner=owner)

    assert measure(nobodys)["error"] == "not_owner"
    assert measure(mine, OTHER)["error"] == "not_owner"
    assert "error" in ask("poll_work", job="no such job")
    with manager.store.get(mine).lock():
        assert measure(mine)["error"] == "trains_now"
    going = threading.Event()
    manager.measure = lambda run, owner: lambda waiting: going.wait(60)
    job = measure("mnist", OTHER)["job"]
    waits = measure("mnist", OTHER)["job"]
    assert (ask("poll_work", job=job)["place"], ask("poll_work", job=waits)["place"]) == (0, 1)
    assert "another waits" in measure("mnist", OTHER)["text"]
    assert "job" in measure(mine)  # somebody else's does not wait for them
    going.set()
    over(ask, job)
    assert "job" in measure(mine)


def test_the_same_seeds_are_drawn_whatever_the_size_of_z(ask, mine):
    here, there = ask("draw", run=mine, step=6, first=3, count=4), ask("draw", run="mnist", first=3, count=4)
    assert (here["count"], here["step"], here["z_dim"], there["z_dim"]) == (4, 6, 8, 64)
    assert here["png"].startswith("data:image/png") and here["png"] != ask("draw", run=mine, first=3, count=4)["png"]


def test_each_seed_draws_its_class_or_all_draw_one(ask, mine, manager):
    from ganplay.runs.asking.sampling import seed_pictures

    assert ask("compare", runs=[mine, "mnist"])["runs"][0]["classes"] == [str(label) for label in range(10)]
    networks = manager.store.get(mine).networks()
    for label in (None, 0, 7):
        png = ask("draw", run=mine, first=3, count=4, label=label)["png"]
        strip = np.asarray(Image.open(io.BytesIO(base64.b64decode(png.partition(",")[2]))))
        expected, classes = seed_pictures(networks, range(3, 7), label)
        assert np.array_equal(strip, np.concatenate(list(expected.squeeze(3)), 1))
        assert classes.tolist() == ([3, 4, 5, 6] if label is None else [label] * 4)
    for label in (10, -1, "3", 1.5, True):
        assert ask("draw", run=mine, first=3, count=4, label=label)["text"].startswith("This run has no class")


@pytest.mark.parametrize("runs", [None, [], ["mnist"], ["mnist", "mnist"], ["mnist"] * 7, [1, 2], ["mnist", "../x"]])
def test_what_cannot_be_compared_is_refused(ask, runs):
    assert "error" in ask("compare", runs=runs)


@pytest.mark.parametrize(
    "words", [{"first": -1, "count": 3}, {"first": 0, "count": 99}, {"first": 0.5, "count": 2}, {"step": "x"}, {}]
)
def test_what_cannot_be_drawn_is_refused(ask, words):
    assert "error" in ask("draw", run="mnist", **words)


def uploaded(tmp_path: Path, file: Path, name: str = "run.ganplay") -> str:
    place = tmp_path / "uploads" / "0123abcd"
    place.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, place / name)
    return str(place / name)


def pictures(tmp_path: Path) -> list[str]:
    """The fewest that a data set needs, uploaded."""
    files = []
    for number in range(16):
        Image.new("L", (32, 32), number).save(tmp_path / f"{number}.png")
        files.append(uploaded(tmp_path, tmp_path / f"{number}.png", f"{number}.png"))
    return files


def test_a_run_goes_out_as_a_file_and_comes_in_as_mine(ask, mine, tmp_path):
    ask("describe", run=mine, title="A title / with <marks>", tags=["kept"])
    saved = ask("save_file", run=mine)
    file = offered_at(saved["url"])
    assert file.is_relative_to(tmp_path / "uploads") and file.stat().st_size == saved["bytes"]
    assert saved["name"] == f"A-title-with-marks-{mine}.ganplay"
    arrived = ask("take_file", {"path": uploaded(tmp_path, file), "owner": OTHER})["run"]
    theirs = next(one for one in ask("rows", {"owner": OTHER})["rows"] if one["run"] == arrived)
    assert theirs["mine"] and theirs["tags"] == ["kept"] and theirs["steps"] == row(ask, mine)["steps"]
    assert not (tmp_path / "uploads" / "0123abcd" / "run.ganplay").exists()


def test_a_run_that_came_without_its_pictures_says_so_and_a_twin_takes_others(ask, mine, manager, tmp_path):
    from ganplay.runs.store.folder import RunError
    from ganplay.ui.kit.live.live import steer

    run = manager.store.get(mine)
    run.write_recipe(run.recipe.with_changes(dataset=str(manager.store.uploads / "pictures")))
    file = offered_at(ask("save_file", run=mine)["url"])
    arrived = ask("take_file", path=uploaded(tmp_path, file))["run"]
    assert row(ask, arrived)["dataset"] == "own" and row(ask, arrived)["at_home"] and not row(ask, "mnist")["at_home"]
    with pytest.raises(RunError) as refused:
        steer(manager, arrived, OWNER, "resume", {"more": 60})
    assert refused.value.code == "own_left"
    branch = ask("branch", run=arrived, step=6, changes={})
    twin = ask("twin", run=arrived, changes={"lr_g": 0.001})
    for answer in (branch, twin):
        assert answer["error"] == "own_left" and "ganplay runs unpack" in answer["text"]
    assert "error" not in ask("twin", run=arrived, changes={"dataset": "digits"})


def test_pictures_that_are_nowhere_here_are_brought_and_nobody_else_s_are(ask, mine, manager, tmp_path):
    run = manager.store.get(mine)
    run.write_recipe(run.recipe.with_changes(dataset=str(manager.store.uploads / "gone")))
    assert row(ask, mine)["lost"] and not row(ask, "mnist")["lost"]
    files = pictures(tmp_path)
    for paths in ("x", [3], ["/etc/passwd"], ["a\0b"], [], files[:3]):
        assert "error" in ask("bring", run=mine, paths=paths)
    assert ask("bring", {"run": mine, "paths": files, "owner": OTHER})["error"] == "not_owner"
    assert not list(manager.store.uploads.iterdir()) and run.meta()["status"] == "finished"
    assert ask("bring", run=mine, paths=files) == {"run": mine}
    (brought,) = manager.store.uploads.iterdir()
    assert run.recipe.dataset.startswith(str(brought)) and run.recipe.seconds > run.reached()["seconds"]
    assert row(ask, mine)["status"] == "preparing" and not row(ask, mine)["lost"]


def test_a_run_whose_data_is_here_needs_none_brought(ask, mine, manager, tmp_path):
    files = pictures(tmp_path)
    assert ask("bring", run=mine, paths=files)["error"] == "not_lost"
    assert not list(manager.store.uploads.iterdir())


def test_only_the_owner_saves_a_run_as_a_file(ask, mine, nobodys):
    assert ask("save_file", {"run": mine, "owner": OTHER})["error"] == "not_owner"
    assert ask("save_file", {"run": "mnist", "owner": ""})["error"] == "not_owner"
    assert "error" in ask("save_file", run=nobodys)


def test_a_file_too_large_for_a_browser_is_sent_to_the_command_line(ask, mine, monkeypatch):
    from ganplay.ui.library import files as library_files

    monkeypatch.setattr(library_files, "BROWSER", 1000)
    answer = ask("save_file", run=mine)
    assert answer["error"] == "file_large" and f"ganplay runs pack {mine}" in answer["text"]


def test_a_file_that_this_page_could_not_open_again_is_saved_with_a_word_about_it(ask, mine, monkeypatch, tmp_path):
    assert ask("save_file", run=mine)["opens"]
    monkeypatch.setenv("GANPLAY_MAX_UPLOAD", "20KB")
    saved = ask("save_file", run=mine)
    assert saved["bytes"] > 20_000 and not saved["opens"]
    answer = ask("take_file", path=uploaded(tmp_path, offered_at(saved["url"])))
    assert answer["error"] == "file_large" and answer["details"]["most"] == "0"


@pytest.mark.parametrize(("allowed", "told"), [("", 200_000_000), ("150MB", 150_000_000), ("3GB", 200_000_000)])
def test_the_page_is_told_how_large_a_file_the_server_takes(monkeypatch, allowed, told):
    from ganplay.ui.theme import head

    monkeypatch.setenv("GANPLAY_MAX_UPLOAD", allowed)
    assert f'"file": {told},' in head({})
    if not allowed:
        monkeypatch.setenv("SPACE_ID", "somebody/ganplay")
        assert '"file": 100000000,' in head({})


def test_a_tampered_file_is_refused_and_nothing_of_it_is_kept(ask, mine, manager, tmp_path):
    file = offered_at(ask("save_file", run=mine)["url"])
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "bad").write_bytes(data)
    before = sorted(manager.store.runs.iterdir())
    answer = ask("take_file", path=uploaded(tmp_path, tmp_path / "bad"))
    assert answer["error"].startswith("pack_") and answer["text"]
    assert sorted(manager.store.runs.iterdir()) == before
    assert not (tmp_path / "uploads" / "0123abcd" / "run.ganplay").exists()


def test_no_path_of_this_machine_is_opened(ask, manager, mine, tmp_path):
    secret = tmp_path / "secret.ganplay"
    secret.write_bytes(b"x")
    (tmp_path / "uploads").mkdir(exist_ok=True)
    link = tmp_path / "uploads" / "link.ganplay"
    link.symlink_to(secret)
    for path in (str(secret), str(link), str(tmp_path / "uploads" / ".." / "secret.ganplay"), "", None, "a\0b", "/etc"):
        answer = ask("take_file", path=path)
        assert "uploaded on this page" in answer["text"], path
    assert secret.exists()


def test_what_is_no_question_gets_a_sentence(ask):
    for name in ask.names:
        for query in (None, [], "x", 7):
            answer = ask(name, query if query is not None else [])
            assert answer["error"] and answer["text"], name
        if name not in ("rows",):
            assert "error" in ask(name, {"run": {"a": 1}, "owner": []}), name


def test_a_shipped_run_shows_its_card_and_others_say_that_they_have_none(ask, mine):
    rows = {row["run"]: row["card"] for row in ask("rows")["rows"]}
    assert rows["mnist"] and not rows[mine]
    card = ask("card", run="mnist")
    assert (card["name"], card["recipe"], card["dataset"], card["resolution"]) == ("mnist", "quick", "mnist", 32)
    assert card["samples"].startswith("data:image/png;base64,")
    figures = {name: told for name, *told in card["figures"]}
    assert figures["copies"][3] == 512 != figures["copies"][2] and figures["d.accuracy"][1::2] == [0.5, None]
    assert figures["classifier_fd"][0] > figures["classifier_fd"][1] and figures["classifier_fd"][2] == 2000
    assert ask("card", run=mine)["error"] == "no_card"


def test_a_run_is_told_as_a_card_to_be_written_on_in_any_language(ask, mine):
    told = ask("share", run=mine)
    assert (told["width"], told["height"]) == (1200, 630)
    paper = Image.open(io.BytesIO(base64.b64decode(told["paper"].partition(",")[2])))
    assert paper.size == (1200, 630)
    assert {"runs.row", "share.untrained", "share.mark"} <= {
        word["key"] for line in told["lines"] for word in line["words"] if "key" in word
    }
    assert all(line["ink"].startswith("#") for line in told["lines"])


@pytest.mark.parametrize(("kind", "head"), [("gif", b"GIF89a"), ("mp4", b"ftyp")])
def test_a_film_of_a_training_is_long_work(ask, mine, kind, head):
    news = over(ask, ask("start_work", what="film", run=mine, kind=kind)["job"])
    kind_told, _, data = news["data"].partition(";base64,")
    assert kind_told.endswith(kind) and head in base64.b64decode(data)[:12]


@pytest.mark.parametrize("words", [{"kind": "avi"}, {"kind": ["gif"]}, {}, {"kind": "gif", "what": "paint"}])
def test_other_films_are_refused(ask, mine, words):
    assert "error" in ask("start_work", **{"what": "film", "run": mine, **words})
