"""What the Latent space tab may ask of the server: every question on a tiny run, and every wrong question."""

from __future__ import annotations

import base64
import io
import json
import math
import shutil

import numpy as np
import pytest
from PIL import Image

from ganplay.ui.latent.facts import EXAMPLES, facts
from ganplay.ui.words import WORDS

from ..asked import asking, at_work, picture
from .bright import bright

RUN, STRANGE, STYLE, CUTTING = "latentlatent", "strangerunnn", "stylestylest", "cuttingcutti"
SMALL = [
    "--set",
    "resolution=32",
    "--set",
    "g_width=8",
    "--set",
    "d_width=8",
    "--set",
    "batch=16",
    "--set",
    "z_dim=16",
    "--set",
    "precision=fp32",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with one run of 12 steps, one whose checkpoint lost its generator, and two that were not trained."""
    from ganplay.cli import main
    from ganplay.runs.store.store import Store

    store = Store(tmp_path_factory.mktemp("latent"))
    folder = str(store.runs / RUN)
    asked = ["train", "quick", "--data", "digits", *SMALL, "--steps", "12", "--device", "cpu", "--run", folder]
    assert main(asked) == 0
    shutil.copytree(store.runs / RUN, store.runs / STRANGE)
    for file in (store.runs / STRANGE / "checkpoints").glob("*/model.safetensors"):
        file.unlink()
    untrained(store.runs / STYLE, "stylegan")
    untrained(store.runs / CUTTING, "biggan", classes=3, labels="on")
    return store


def untrained(folder, family: str, **settings: object) -> None:
    """A run of one moment, of a generator with a W space or of one whose latents are cut."""
    import torch

    from ganplay.nets import build
    from ganplay.recipe import Recipe
    from ganplay.runs.store.folder import RunFolder
    from ganplay.training.checkpoint import write_checkpoint

    sizes = {"resolution": 32, "channels": 1, "z_dim": 16, "g_width": 8, "d_width": 8}
    recipe = Recipe(family=family, dataset="digits", **sizes, **settings)
    RunFolder.create(folder, recipe)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        generator, discriminator = build(recipe)
    if family == "stylegan":
        generator.w_mean.normal_(generator=torch.Generator().manual_seed(1))
    model = {f"ema.{key}": value for key, value in generator.state_dict().items()}
    model |= {f"d.{key}": value for key, value in discriminator.state_dict().items()}
    write_checkpoint(folder / "checkpoints" / "00000001", model, None, {"step": 1})


@pytest.fixture(scope="module")
def ask(store, answered):
    """Asks a server function and waits for its answer, as the page does."""
    from ganplay.ui.latent.server import server_functions

    return asking(server_functions, store, answered)


@pytest.fixture
def work(ask):
    return at_work(ask)


def view(**values: object) -> dict:
    return {"view": {"run": RUN, **values}}


def sentence(answer: dict) -> str:
    assert answer["error"] == "none" or f"error.{answer['error']}" in WORDS
    assert answer["text"].rstrip(")").endswith(".")
    assert "/" not in answer["text"]
    return answer["text"]


def test_runs_of_nobody_are_listed_too(ask):
    assert {row["run"] for row in ask("runs", {"owner": "0" * 32})["others"]} >= {RUN, STRANGE}


def test_a_run_tells_its_moments_its_curves_and_its_layers(ask, store):
    facts = ask("open_run", {"run": RUN})
    assert facts["steps"] == store.get(RUN).checkpoints()
    assert facts["layers"] == ["coarse", "middle", "fine"]
    assert len(facts["curve"]["step"]) == len(facts["curve"]["loss_g"])
    assert facts["histograms"][-1]["edges"]


def test_a_seed_is_the_picture_that_the_command_line_draws(ask, store, tmp_path, monkeypatch):
    from ganplay.cli import main

    monkeypatch.setenv("GANPLAY_HOME", str(store.root))
    assert main(["sample", RUN, "--n", "3", "--seed", "40", "--out", str(tmp_path / "s.npz")]) == 0
    drawn = np.load(tmp_path / "s.npz")["images"]
    one = ask("draw_view", view(tool="time", keyframes=[41]))
    assert np.array_equal(picture(one["png"]), drawn[1].squeeze())
    page = ask("draw_view", {**view(tool="seeds", first=40, count=3), "columns": 3})
    assert np.array_equal(picture(page["png"])[:, 64:], drawn[2].squeeze())


def test_every_tool_draws_its_sheet(ask):
    sheets = {
        "seeds": view(tool="seeds"),
        "path": view(tool="path", keyframes=[1, 2, 3], frames=16),
        "plane": view(tool="plane", keyframes=[1, 2, 3, 4], side=3),
        "endless": view(tool="endless", side=5, x=0.3, y=-2),
        "mixing": view(tool="mixing", keyframes=[1, 2], columns=[3, 4, 5], layers="middle"),
        "litter": {**view(tool="breeding", keyframes=[4]), "litter": {"seed": 1, "variation": 0.3}},
        "directions": view(tool="directions", keyframes=[1], method="principal", amounts=[1.5, -2]),
        "teach": view(tool="teach", keyframes=[1], shown=[1, 2, 3, 4, 5], not_shown=[6, 7, 8, 9, 10], amounts=[2]),
    }
    counts = {"seeds": 100, "path": 16, "plane": 9, "endless": 25, "mixing": 6, "litter": 9}
    for tool, question in sheets.items():
        answer = ask("draw_view", {**question, "logits": True})
        assert answer["count"] == counts.get(tool, 1) == len(answer["logits"]), tool
        rows = math.ceil(answer["count"] / answer["columns"])
        assert picture(answer["png"]).shape[:2] == (32 * rows, 32 * answer["columns"]), tool


def test_a_picked_picture_draws_itself_again(ask):
    for question in (
        view(tool="seeds", first=7, count=20),
        view(tool="endless", side=3, x=0.3),
        view(tool="mixing", keyframes=[1], columns=[3, 4, 5]),
        {**view(tool="breeding", keyframes=[4]), "litter": {"seed": 1, "variation": 0.3}},
    ):
        sheet = picture(ask("draw_view", {**question, "columns": 100})["png"])
        columns = sheet.shape[1] // 32
        latent = ask("pick_latent", {**question, "index": 2})["latent"]
        alone = picture(ask("draw_view", view(tool="time", keyframes=[latent]))["png"])
        assert columns > 2
        assert np.array_equal(alone, sheet[:32, 64:96])


def test_scrubbing_ends_at_the_keyframes_and_shows_both_norms(ask):
    path = {"tool": "path", "keyframes": [1, 11], "frames": 8}  # of one class
    end = ask("draw_view", {**view(**path, position=1.0), "here": True})
    assert end["png"] == ask("draw_view", view(tool="time", keyframes=[11]))["png"]
    norms = ask("draw_view", {**view(**path), "norms": True})["norms"]
    middle = len(norms["lerp"]) // 2
    assert norms["lerp"][middle] < norms["slerp"][middle]


def w_view(**values: object) -> dict:
    return {"view": {"run": STYLE, "space": "w", **values}}


def apart(one: str, other: str) -> int:
    return int(abs(picture(one).astype(int) - picture(other)).max())


def test_a_run_says_whether_it_has_w_and_whether_its_latents_are_cut(ask):
    said = {run: ask("open_run", {"run": run}) for run in (RUN, STYLE, CUTTING)}
    assert [facts["w"] for facts in said.values()] == [False, True, False]
    assert [facts["cuts"] for facts in said.values()] == [False, False, True]
    assert said[STYLE]["named"] == {"z": [], "w": []}


def test_a_place_on_a_way_through_w_becomes_the_current_one_and_serves_every_tool(ask, work):
    way = {"tool": "path", "keyframes": [1, 11], "frames": 8, "position": 0.5}
    here = ask("draw_view", {**w_view(**way), "here": True, "norms": True})
    assert "norms" not in here and set(here["latent"]) == {"w"}  # lengths are of z
    place = here["latent"]
    for psi in (1, 0.4):
        on_way = ask("draw_view", {**w_view(**way, psi=psi), "here": True})
        alone = ask("draw_view", w_view(tool="time", keyframes=[place], psi=psi))
        assert alone["png"] == on_way["png"] and alone["latent"] == place
    assert apart(here["png"], ask("draw_view", {**w_view(**{**way, "space": "z"}), "here": True})["png"]) > 1
    for question in (
        w_view(tool="directions", keyframes=[place], method="principal", amounts=[2]),
        w_view(tool="plane", keyframes=[place, 1, 2, 3], side=3),
        w_view(tool="mixing", keyframes=[place], columns=[1, place], layers="coarse"),
        {**w_view(tool="breeding", keyframes=[place]), "litter": {"seed": 1, "variation": 0.3}},
    ):
        sheet = picture(ask("draw_view", {**question, "columns": 100})["png"])
        latent = ask("pick_latent", {**question, "index": 0})["latent"]
        assert set(latent) == {"w"}
        alone = picture(ask("draw_view", w_view(tool="time", keyframes=[latent]))["png"])
        assert abs(sheet[:32, :32].astype(int) - alone).max() <= 1
    walk = work({**w_view(tool="uphill", keyframes=[place], steps=3, psi=0.8), "what": "climb"})
    assert set(walk["latent"]) == {"w"} and walk["curve"] == sorted(walk["curve"])
    refused = ask("draw_view", {"view": {"run": STYLE, "tool": "path", "keyframes": [place, 1]}})
    assert refused["error"] == "only_w" and "W" in sentence(refused)


def test_films_and_planes_go_through_w(ask, work):
    film = work({**w_view(tool="path", keyframes=[1, 2], frames=9, psi=0.5), "what": "film", "kind": "gif"})
    with Image.open(io.BytesIO(base64.b64decode(film["data"].partition(",")[2]))) as frames:
        frames.seek(4)
        middle = np.asarray(frames.convert("L"))
    strip = picture(ask("draw_view", w_view(tool="path", keyframes=[1, 2], frames=9, psi=0.5))["png"])
    scale = len(middle) // 32
    assert abs(middle[::scale, ::scale].astype(int) - strip[:, 128:160]).max() <= 2
    question = w_view(tool="endless", side=3, x=0.3)
    latent = ask("pick_latent", {**question, "index": 2})["latent"]
    sheet, alone = (ask("draw_view", one)["png"] for one in (question, w_view(tool="time", keyframes=[latent])))
    assert np.array_equal(picture(sheet)[:32, 64:96], picture(alone))
    assert apart(sheet, ask("draw_view", w_view(tool="endless", side=3, x=0.3, space="z"))["png"]) > 1


def test_directions_of_w_come_sorted_and_what_is_not_found_there_is_refused(ask):
    for method in ("principal", "factorised", "random"):
        found = ask("find_directions", w_view(tool="directions", keyframes=[0], method=method))
        assert found["space"] == "w" and found["share"] == sorted(found["share"], reverse=True)
        told = ask("find_directions", {"view": {"run": STYLE, "method": method}})
        assert told["space"] == "z" and told["share"] != found["share"]  # each space has its own
    sentence(ask("find_directions", w_view(tool="directions", keyframes=[0], method="visible")))
    assert ask("find_directions", w_view(tool="directions", keyframes=[0], method="named"))["error"] == "no_directions"
    ticked = {"shown": [0, 1, 2, 3, 4], "not_shown": [9, 10, 11, 12, 13]}
    learned = ask("teach_direction", w_view(tool="teach", keyframes=[0], **ticked))
    assert learned["examples"] == [5, 5]


def test_a_cut_draws_seeds_of_more_typical_numbers_and_leaves_places_alone(ask):
    def drawn(latent: object, **settings: object) -> str:
        return ask("draw_view", {"view": {"run": CUTTING, "tool": "time", "keyframes": [latent], **settings}})["png"]

    assert apart(drawn(3), drawn(3, cut=0.3)) > 1
    assert drawn(3, cut=4) == drawn(3)
    place = {"z": base64.urlsafe_b64encode(np.full(16, 0.5, "<f4").tobytes()).decode()}
    assert drawn(place) == drawn(place, cut=0.3)


def test_the_same_latent_is_drawn_at_every_moment(ask, store):
    pictures = [ask("draw_view", view(tool="time", keyframes=[3], step=s)) for s in store.get(RUN).checkpoints()]
    assert [answer["step"] for answer in pictures] == store.get(RUN).checkpoints()
    assert pictures[0]["png"] != pictures[-1]["png"]


def test_directions_come_sorted_and_a_taught_one_with_its_accuracy(ask):
    for method in ("factorised", "principal", "random"):
        share = ask("find_directions", view(method=method))["share"]
        assert share == sorted(share, reverse=True)
    told = ask("teach_direction", view(shown=[0, 1, 2, 3, 4, 5], not_shown=[10, 11, 12, 13, 14]))
    assert told["examples"] == [6, 5]
    assert 0 <= told["accuracy"] <= 1


def test_a_link_a_file_and_python_bring_the_view_back(ask, store, tmp_path, monkeypatch):
    question = view(tool="endless", x=1.25, y=-3, zoom=2, side=3)
    told = ask("share_view", question)
    assert ask("read_view", {"text": told["text"]})["view"] == ask("read_view", {"json": told["json"]})["view"]
    assert ask("read_view", {"text": told["text"]})["view"]["x"] == 1.25
    monkeypatch.setenv("GANPLAY_HOME", str(store.root))
    monkeypatch.chdir(tmp_path)
    exec(compile(told["python"], "view", "exec"), {})
    drawn = np.asarray(Image.open(tmp_path / "view.png"))
    assert np.array_equal(drawn, picture(ask("draw_view", question)["png"]))


def test_a_saved_picture_says_that_it_was_generated(ask):
    saved = ask("download_view", {**view(tool="time", keyframes=[5]), "scale": 4})["data"]
    data = base64.b64decode(saved.partition(",")[2])
    assert b"trainedAlgorithmicMedia" in data
    assert Image.open(io.BytesIO(data)).size == (128, 128)


def test_films_are_made_with_progress(work):
    for kind, start in (("gif", b"GIF89a"), ("mp4", b"\0\0\0")):
        film = work({**view(tool="path", keyframes=[1, 2], frames=12, loop=True), "what": "film", "kind": kind})
        assert film["fraction"] == 1
        assert base64.b64decode(film["data"].partition(",")[2]).startswith(start)


def test_the_search_finds_the_models_own_picture_and_the_walk_only_rises(work, monkeypatch):
    monkeypatch.setattr("ganplay.runs.asking.finding.STEPS", 60)
    found = work({**view(tool="time", keyframes=[5]), "what": "invert", "own": True})
    assert found["curve"][-1] < 0.05
    assert found["curve"] == sorted(found["curve"], reverse=True)
    walk = work({**view(tool="uphill", keyframes=[5], steps=8), "what": "climb"})
    assert walk["curve"] == sorted(walk["curve"])
    assert walk["latent"]["z"]


def test_a_walk_says_of_its_ends_what_the_page_says_of_their_pictures(work, ask):
    for scale in (1, 0.5):
        here = view(tool="time", keyframes=[5], scale=scale)["view"]
        walk = work({"view": {**here, "tool": "uphill", "steps": 6}, "what": "climb"})
        for latent, png, said in ((5, "first", "from"), (walk["latent"], "png", "to")):
            drawn = ask("draw_view", {"view": {**here, "keyframes": [latent]}, "logits": True})
            assert drawn["png"] == walk[png] and drawn["logits"] == [walk[said]]
        assert walk["to"] >= walk["from"] and walk["at"] <= walk["step"] == len(walk["curve"]) - 1


def test_the_example_of_a_walk_is_what_the_shipped_faces_draw(ask):
    told = facts()
    seeds = {"run": told["run"], "tool": "time", "keyframes": [told["uphill"]["seed"], told["copies"]["seed"]]}
    drawn = ask("draw_view", {"view": seeds, "logits": True})
    assert drawn["logits"][0] == pytest.approx(told["uphill"]["logits"][0], abs=0.02)
    assert told["uphill"]["curve"] == sorted(told["uphill"]["curve"])
    sheet = picture(drawn["png"]).astype(int)
    for index, name in enumerate(("uphill", "copies")):
        strip = np.asarray(Image.open(EXAMPLES / f"{name}.webp").convert("RGB")).astype(int)
        assert strip.shape == (told["size"], told["size"] * told[name]["count"], 3)
        seed = sheet[:, index * told["size"] : (index + 1) * told["size"]]
        assert abs(strip[:, : told["size"]] - seed).max() <= 2
        assert b"trainedAlgorithmicMedia" in (EXAMPLES / f"{name}.webp").read_bytes()


def test_a_picture_of_ones_own_is_searched_and_what_is_none_is_refused(work, monkeypatch):
    monkeypatch.setattr("ganplay.runs.asking.finding.STEPS", 3)
    buffer = io.BytesIO()
    Image.new("RGB", (90, 50), "teal").save(buffer, "JPEG")
    question = {**view(tool="time", keyframes=[5]), "what": "invert"}
    found = work({**question, "picture": base64.b64encode(buffer.getvalue()).decode()})
    assert picture(found["target"]).shape == (32, 32)
    for wrong in ("", 5, None, "%%%", base64.b64encode(b"no picture").decode(), "A" * 17_000_000):
        sentence(work({**question, "picture": wrong}))


def test_the_nearest_training_pictures_come_with_what_is_typical(work):
    near = work({**view(tool="time", keyframes=[5]), "what": "neighbours"})
    assert near["distances"] == sorted(near["distances"])
    assert near["typical"] == sorted(near["typical"])
    assert near["compared"] == near["total"] > 1000


def test_known_attributes_tick_seeds_where_the_run_has_them(work, store, monkeypatch):
    asked = {**view(), "what": "tick", "attribute": "smile"}
    sentence(work(asked))  # digits have no smile
    folder = store.runs / "facesfacesfa"
    shutil.copytree(store.runs / RUN, folder)
    recipe = json.loads((folder / "recipe.json").read_text())
    (folder / "recipe.json").write_text(json.dumps({**recipe, "dataset": "faces"}))
    monkeypatch.setattr("ganplay.ui.latent.work.Workshop._classifier", lambda *_: bright())
    ticked = work({**asked, "view": {"run": "facesfacesfa"}})
    shutil.rmtree(folder)
    assert len(set(ticked["shown"]) | set(ticked["not_shown"])) == 40


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        {"view": 5},
        {"view": {"tool": "seeds"}},
        view(tool="path", keyframes=list(range(9))),
        view(tool="time", keyframes=[math.nan]),
        view(tool="time", keyframes=[-1]),
        view(tool="time", keyframes=[{"z": "AAAA"}]),
        view(tool="time", keyframes=[{"z": "AADAfw=="}]),  # one number, and that not finite
        view(tool="directions", keyframes=[1], amounts=[math.nan]),
        view(tool="time", keyframes=[1], scale=math.inf),
        view(tool="time", keyframes=[1], cut=math.nan),
        view(tool="path", keyframes=[1, 2], frames=4, space="w"),  # it has none
        view(tool="time", keyframes=[{"w": "AAAAAA=="}]),
        view(tool="time", keyframes=[{"w": "AADAfw=="}]),
        view(tool="seeds", count=1000),
        view(tool="path", keyframes=[1, 2], frames=3000),
        view(tool="uphill", keyframes=[1]),
        view(tool="time", keyframes=[1], step=7777),
        {**view(tool="breeding", keyframes=[4]), "litter": {"seed": 1, "variation": math.nan}},
        {**view(tool="breeding", keyframes=[4]), "litter": 7},
        {"view": {"run": "nobodysrunaa", "tool": "time", "keyframes": [1]}},
        {"view": {"run": "../../etc", "tool": "time", "keyframes": [1]}},
        {"view": {"run": STRANGE, "tool": "time", "keyframes": [1]}},
    ],
    ids=str,
)
def test_a_wrong_question_is_answered_with_a_sentence(ask, wrong):
    for name in ("draw_view", "pick_latent", "download_view"):
        sentence(ask(name, wrong))


def test_other_wrong_questions_too(ask):
    sentence(ask("open_run", {"run": STRANGE}))
    sentence(ask("open_run", {"run": ["x"]}))
    sentence(ask("open_run", None))
    sentence(ask("pick_latent", {**view(tool="seeds", count=5), "index": 5}))
    sentence(ask("pick_latent", {**view(tool="seeds", count=5), "index": 0.5}))
    sentence(ask("download_view", {**view(tool="seeds", count=5), "scale": 99}))
    sentence(ask("teach_direction", view(shown=[1], not_shown=[2])))
    sentence(ask("read_view", {"text": "%%"}))
    sentence(ask("read_view", {"json": "[1]"}))
    sentence(ask("read_view", 3))
    sentence(ask("start_work", {"what": "rule"}))
    sentence(ask("start_work", {**view(tool="path", keyframes=[1, 2], frames=900), "what": "film", "kind": "gif"}))
    sentence(ask("start_work", {**view(tool="path", keyframes=[1, 2]), "what": "film", "kind": "exe"}))
    sentence(ask("poll_work", {"job": "nothing"}))
    sentence(ask("stop_work", None))


W_PLACE = {"w": base64.urlsafe_b64encode(bytes(64)).decode()}


def damaged() -> str:
    """A picture of which a part was changed, in base64."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(buffer, "PNG")
    data = bytearray(buffer.getvalue())
    data[45] ^= 0xFF
    return base64.b64encode(data).decode()


def test_what_a_visitor_may_run_into_is_said_in_chinese_too(ask, work):
    """Each refusal has a code with words; a wrong view that no button makes is framed by them."""
    from ganplay.ui.words import WORDS, refusal

    met = {
        "link_damaged": ask("read_view", {"text": "eyJydW4iOiJ4"}),
        "view_json": ask("read_view", {"json": "{"}),
        "unknown_run": ask("open_run", {"run": "nobodysrunaa"}),
        "networks_unreadable": ask("open_run", {"run": STRANGE}),
        "no_moment": ask("draw_view", view(tool="time", keyframes=[1], step=7777)),
        "other_model": ask("draw_view", view(tool="time", keyframes=[{"z": "AAAAAA=="}])),
        "only_w": ask("draw_view", {"view": {"run": STYLE, "tool": "plane", "keyframes": [W_PLACE, 1, 2, 3]}}),
        "few_examples": ask("teach_direction", view(shown=[1], not_shown=[2])),
        "same_examples": ask("teach_direction", view(shown=[1, 2, 3, 4, 5], not_shown=[1, 2, 3, 4, 5])),
        "picture_none": work({**view(tool="time", keyframes=[5]), "what": "invert", "picture": "%%%"}),
        "picture_damaged": work({**view(tool="time", keyframes=[5]), "what": "invert", "picture": damaged()}),
        "work_gone": ask("poll_work", {"job": "nothing"}),
        "latent": ask("draw_view", view(tool="magic")),
    }
    for code, answer in met.items():
        assert answer["error"] == code
        assert "error." + code in WORDS
        english, chinese = (refusal(code, "", language, answer["details"]) for language in ("en", "zh"))
        assert english.endswith(".") and "{" not in english, code
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese), code


def test_every_code_of_the_room_has_words():
    import ast
    from pathlib import Path

    import ganplay
    from ganplay.ui.words import WORDS

    codes = set()
    for file in Path(ganplay.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            raised = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("LatentError", "RunError")
            if raised:
                given = [*node.args[1:2], *(word.value for word in node.keywords if word.arg == "code")]
                codes |= {value.value for value in given if isinstance(value, ast.Constant)}
    assert len(codes) > 12
    assert not {code for code in codes if "error." + code not in WORDS}
