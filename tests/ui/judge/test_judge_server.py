"""What the Discriminator tab may ask of the server: every question on a tiny run, and every wrong question."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import ganplay

from ..asked import asking, at_work

ROOT = Path(ganplay.__file__).parents[1]
RUN, CRITIC, CLIPPED = "judgejudgeju", "criticcritic", "clippedclipp"
RUNS = {
    RUN: ["loss=nonsaturating"],
    CRITIC: ["loss=hinge"],
    CLIPPED: ["loss=wasserstein", "clip=0.01", "labels=off"],
}
SMALL = ["resolution=32", "g_width=8", "d_width=8", "batch=16", "z_dim=16", "precision=fp32"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store with a run whose loss has probabilities, one with the hinge's critic, and one without classes."""
    from ganplay.cli import main
    from ganplay.runs.store.store import Store

    store = Store(tmp_path_factory.mktemp("judge"))
    for name, own in RUNS.items():
        settings = [word for setting in (*SMALL, *own) for word in ("--set", setting)]
        folder = ["--run", str(store.runs / name)]
        assert main(["train", "quick", "--data", "digits", *settings, "--steps", "12", "--device", "cpu", *folder]) == 0
    return store


@pytest.fixture(scope="module")
def ask(store, answered):
    """Asks a server function and waits for its answer, as the page does."""
    from ganplay.ui.judge.server import server_functions

    return asking(server_functions, store, answered)


@pytest.fixture
def work(ask):
    return at_work(ask)


@pytest.fixture(scope="module")
def real(ask) -> str:
    return ask("picked", {"run": RUN, "what": "real", "count": 1})["pictures"][0]["png"]


@pytest.fixture
def copied(store):
    """copied(name, run, **changes): a copy of a run under another id, with another recipe; it is gone afterwards."""
    made = []

    def copy(name: str, run: str = RUN, **changes):
        shutil.rmtree(store.runs / name, ignore_errors=True)
        shutil.copytree(store.runs / run, store.runs / name)  # the age of a file is copied as well
        folder = store.get(name)
        folder.write_recipe(folder.recipe.with_changes(**changes))
        for path in store.runs.joinpath(name).rglob("*.json"):
            os.utime(path)
        made.append(store.runs / name)
        return folder

    yield copy
    for path in made:
        shutil.rmtree(path, ignore_errors=True)


def file(pixels: np.ndarray, kind: str = "PNG") -> str:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


def pixels(url: str) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(base64.b64decode(url.split(",", 1)[1]))))


def test_a_run_tells_its_loss_and_its_moments(ask):
    facts = ask("opened", {"run": RUN})
    assert facts["loss"] == "nonsaturating" and facts["calibratable"] and facts["sign"] == "sign_classes"
    assert facts["steps"][0] == 0 and facts["steps"][-1] == 12 and facts["channels"] == 1
    assert not ask("opened", {"run": CRITIC})["calibratable"]
    assert "error" in ask("opened", {"run": "../../etc"})


def test_a_file_becomes_the_exact_pixels_that_d_sees(ask):
    grey = np.tile(np.arange(32, dtype=np.uint8) * 8, (32, 1))
    answer = ask("brought", {"run": RUN, "picture": file(grey)})
    assert np.array_equal(pixels(answer["png"]), grey)
    inverted = ask("brought", {"run": RUN, "picture": file(grey), "invert": True})
    assert np.array_equal(pixels(inverted["png"]), 255 - grey)
    wide = np.zeros((40, 120, 3), np.uint8)
    for crop in ("crop", "fit"):
        assert pixels(ask("brought", {"run": RUN, "picture": file(wide, "JPEG"), "crop": crop})["png"]).shape == (
            32,
            32,
        )


def test_what_is_transparent_is_laid_over_what_the_run_laid_its_own_over(ask, copied):
    sprite = np.zeros((32, 32, 4), np.uint8)
    sprite[8:24, 8:24] = 255
    for background, corner in (("black", 0), ("grey", 128), ("auto", 255)):
        name = f"laid{background:->8}".replace("-", "x")
        copied(name, background=background)
        brought = pixels(ask("brought", {"run": name, "picture": file(sprite)})["png"])
        assert brought[0, 0] == corner and brought[16, 16] == 255


def test_the_page_and_the_command_line_judge_the_same_pixels(ask, store, copied, tmp_path):
    from ganplay.runs.asking.score import Judge, score_files

    fitting = copied("fittingfitti", crop="fit")
    assert ask("opened", {"run": "fittingfitti"})["crop"] == "fit"
    page = np.full((60, 90), 250, np.uint8)
    page[10:50, 30:36] = page[10:16, 30:60] = 20
    path = tmp_path / "seven.png"
    path.write_bytes(base64.b64decode(file(page)))
    seen = set()
    for run, choices in ((store.get(RUN), {}), (fitting, {}), (fitting, {"centre": True, "invert": True})):
        name = run.path.name
        png = ask("brought", {"run": name, "picture": file(page), **choices})["png"]
        row = ask("judged", {"run": name, "pictures": [png]})["rows"][0]
        (told,) = score_files(Judge(run), [str(path)], **choices)
        assert row["logit"] == pytest.approx(told["logit"], rel=1e-5)
        assert row["far"] == pytest.approx(told["far"], rel=1e-5) and row["threshold"] == told["threshold"]
        seen.add(pixels(png).tobytes())
    assert len(seen) == 3


def test_a_drawing_is_made_like_the_data(ask):
    page = np.full((224, 224, 3), 255, np.uint8)
    page[40:180, 100:120] = 0  # dark ink on white
    drawn = pixels(ask("brought", {"run": RUN, "picture": file(page), "pad": True})["png"])
    assert drawn[0].max() < 60 and drawn.max() > 180  # light on dark, as the digits are


@pytest.mark.parametrize(
    "picture", ["", None, 7, "!!!", base64.b64encode(b"<svg/>").decode(), base64.b64encode(b"hello").decode()]
)
def test_what_is_no_picture_gets_a_sentence(ask, picture):
    answer = ask("brought", {"run": RUN, "picture": picture})
    assert answer["error"] and answer["text"].endswith(".")


def test_pictures_are_picked_from_real_generated_and_odd_ones(ask):
    for what, count in (("real", 5), ("generated", 5), ("odd", 12)):
        pictures = ask("picked", {"run": RUN, "what": what, "first": 2, "count": count})["pictures"]
        assert len(pictures) == count and all(pixels(one["png"]).shape == (32, 32) for one in pictures)
    assert "error" in ask("picked", {"run": RUN, "what": "mine"})
    assert "error" in ask("picked", {"run": RUN, "what": "real", "count": 10_000})


def test_a_picture_scores_the_same_alone_and_among_others(ask):
    urls = [one["png"] for one in ask("picked", {"run": RUN, "what": "odd"})["pictures"]]
    together = ask("judged", {"run": RUN, "pictures": urls})["rows"]
    alone = [ask("judged", {"run": RUN, "pictures": [url]})["rows"][0] for url in urls]
    assert [row["logit"] for row in together] == pytest.approx([row["logit"] for row in alone], abs=2e-3)
    assert all(0 <= row["real"] <= 100 and 0 <= row["probability"] <= 1 for row in together)
    early = ask("judged", {"run": RUN, "step": 0, "pictures": urls})
    assert {(row["step"], row["threshold"]) for row in early["rows"]} == {(0, early["threshold"])}
    assert {row["step"] for row in together} == {12}


def test_a_critics_number_is_never_a_probability(ask):
    urls = [one["png"] for one in ask("picked", {"run": CRITIC, "what": "real", "count": 3})["pictures"]]
    assert [row["probability"] for row in ask("judged", {"run": CRITIC, "pictures": urls})["rows"]] == [None] * 3
    assert ask("whole", {"run": CRITIC})["calibration"] is None


def test_what_d_has_never_seen_is_far_and_what_it_was_trained_on_is_near(ask):
    odd = {one["name"]: one["png"] for one in ask("picked", {"run": RUN, "what": "odd"})["pictures"]}
    noise = ask("judged", {"run": RUN, "pictures": [odd["noise"]]})["rows"][0]
    reals = [one["png"] for one in ask("picked", {"run": RUN, "what": "real", "count": 20})["pictures"]]
    assert noise["far"] > 1
    assert np.median([row["far"] for row in ask("judged", {"run": RUN, "pictures": reals})["rows"]]) < 1


@pytest.mark.parametrize("urls", [[], "x", [1], ["data:image/png;base64,!!"], ["data:image/gif;base64,AAAA"], None])
def test_wrong_pictures_get_a_sentence(ask, urls):
    answer = ask("judged", {"run": RUN, "pictures": urls})
    assert answer["error"] and answer["text"].endswith(".")


def test_more_than_64_pictures_are_refused(ask, real):
    assert len(ask("judged", {"run": RUN, "pictures": [real] * 64})["rows"]) == 64
    assert "64" in ask("judged", {"run": RUN, "pictures": [real] * 65})["text"]


def test_the_whole_discriminator_is_told_with_its_numbers(ask):
    whole, mistaken = ask("whole", {"run": RUN}), ask("mistaken", {"run": RUN})
    n, m = len(whole["logits"]["held_out"]), len(whole["logits"]["generated"])
    assert whole["held_out"]["n_real"] == n and whole["held_out"]["n_generated"] == m == 512
    confusion = whole["held_out"]["confusion"]
    assert confusion["tp"] == sum(value > whole["threshold"] for value in whole["logits"]["held_out"])
    assert 0 <= whole["held_out"]["auc"] <= 1 and whole["calibration"]["n_real"] > 0
    wrong = sum(value > whole["threshold"] for value in whole["logits"]["generated"])
    assert (mistaken["generated"] or {"count": 0})["count"] == min(24, wrong)
    assert confusion["fp"] == wrong


def test_the_confusion_matrix_of_a_clipped_critic_lies_at_its_own_middle(ask):
    whole = ask("whole", {"run": CLIPPED})
    real, made = (np.array(whole["logits"][side]) for side in ("held_out", "generated"))
    line = (real.mean() + made.mean()) / 2
    assert ask("opened", {"run": CLIPPED})["sign"] == "sign_wasserstein" and line != 0
    assert whole["threshold"] == pytest.approx(line, rel=1e-5)
    called = {"tp": real > line, "fn": real <= line, "fp": made > line, "tn": made <= line}
    counts = {name: side.sum() for name, side in called.items()}
    assert whole["held_out"]["confusion"] == counts


def unpacked(told: dict) -> np.ndarray:
    bytes_ = np.frombuffer(base64.b64decode(told["data"]), np.uint8).reshape(32, 32)
    return told["scale"] * (bytes_.astype(float) - 128) / 127


def test_why_asks_a_conditional_discriminator_for_every_class(ask, store):
    from ganplay.scoring import gradient, occlusion

    networks = store.get(RUN).networks()
    assert len(networks.classes) == 10
    for one in ask("picked", {"run": RUN, "what": "real", "count": 2})["pictures"]:
        maps, picture = ask("why", {"run": RUN, "picture": one["png"]}), pixels(one["png"])[..., None]
        for name, mapped in (("occlusion", occlusion), ("gradient", gradient)):
            told, known = unpacked(maps[name]["d"]), mapped(networks.judge, picture)
            assert told == pytest.approx(known, abs=0.006 * float(abs(known).max()))
    first_class = occlusion(networks.discriminator, picture)
    assert abs(unpacked(maps["occlusion"]["d"]) - first_class).max() > 0.02 * abs(first_class).max()


def test_maps_come_with_those_of_an_untrained_twin(ask, real):
    maps = ask("why", {"run": RUN, "picture": real})
    for kind in ("occlusion", "gradient"):
        decoded = [base64.b64decode(maps[kind][who]["data"]) for who in ("d", "twin")]
        assert [len(one) for one in decoded] == [32 * 32] * 2 and decoded[0] != decoded[1]
        assert maps[kind]["d"]["scale"] > 0
    filters = ask("filters", {"run": RUN, "picture": real})
    assert filters["count"] == 8 and filters["strength"] == sorted(filters["strength"], reverse=True)


def test_steadiness_and_nudges(ask, real):
    steady = ask("steady", {"run": RUN, "picture": real})
    assert steady["rows"][0]["name"] == "as_is" and len(steady["rows"]) > 15 and steady["spread"] >= 0
    fooled = ask("fool", {"run": RUN, "picture": real})
    logits = [one["logit"] for one in fooled["steps"]]
    middle = fooled["zero"]
    assert fooled["steps"][middle]["epsilon"] == 0 and np.array_equal(
        pixels(fooled["steps"][middle]["png"]), pixels(real)
    )
    assert logits[0] < logits[middle] < logits[-1]
    for one in fooled["steps"]:
        change = pixels(one["png"]).astype(int) - pixels(real)
        assert abs(change).max() <= abs(one["epsilon"])


def test_the_smallest_flip_stands_on_the_side_to_which_it_moves_the_score(ask):
    for what in ("real", "generated"):
        for one in ask("picked", {"run": RUN, "what": what, "count": 1})["pictures"]:
            told = ask("fool", {"run": RUN, "picture": one["png"]})
            epsilons = [step["epsilon"] for step in told["steps"]]
            assert epsilons == sorted(set(epsilons)) and max(map(abs, epsilons)) <= 32
            if told["flip"] is None:
                continue
            flip, itself = told["steps"][told["flip"]], told["steps"][told["zero"]]
            assert (flip["logit"] > told["threshold"]) != (itself["logit"] > told["threshold"])
            assert (flip["epsilon"] > 0) == (flip["logit"] > itself["logit"])
            for step in told["steps"]:
                turned = (step["logit"] > told["threshold"]) != (itself["logit"] > told["threshold"])
                assert not turned or abs(step["epsilon"]) >= abs(flip["epsilon"]), "none turns it with less"


def test_only_pictures_of_the_run_s_own_size_are_judged(ask):
    large = "data:image/png;base64," + file(np.zeros((500, 500), np.uint8))
    assert "brought in first" in ask("judged", {"run": RUN, "pictures": [large]})["text"]


def test_cross_play_asks_the_judge_that_the_threshold_belongs_to(work, store):
    from ganplay.runs.asking.judging import context_of, threshold_of
    from ganplay.runs.asking.sampling import seed_pictures
    from ganplay.scoring import score
    from ganplay.ui.judge.work import CROSS_PICTURES, CROSS_SEED

    told = work({"what": "cross", "generators": [{"run": RUN}], "discriminators": [{"run": RUN}]})
    run = store.get(RUN)
    networks = run.networks()
    drawn, labels = seed_pictures(networks, range(CROSS_SEED, CROSS_SEED + CROSS_PICTURES))
    assert len(set(labels.tolist())) == 10
    line = threshold_of(networks, context_of(networks, run.reals()))
    assert told["wins"][0][0] == pytest.approx((score(networks.judge, drawn) > line).float().mean().item(), abs=1e-4)


def test_the_nearest_training_picture_of_a_training_picture_is_itself(ask, store):
    from ganplay.runs.store.folder import RunFolder
    from ganplay.ui.kit.drawing import data_url

    trained_on = data_url(RunFolder(store.runs / RUN).reals().training[3])
    near = ask("near", {"run": RUN, "picture": trained_on})
    assert near["pixels"]["logits"][0] == pytest.approx(0, abs=1e-3) and near["features"]["logits"][0] == pytest.approx(
        0, abs=1e-3
    )


def test_the_best_of_64_are_in_order_and_choosing_costs(ask):
    best = ask("best", {"run": RUN, "first": 100, "shares": True})
    assert best["sheet"]["logits"] == sorted(best["sheet"]["logits"], reverse=True)
    assert sorted(best["seeds"]) == list(range(100, 164))
    assert best["shares"][0]["share"] == 1 and best["shares"][0]["n"] == 512


def test_the_same_picture_is_judged_at_every_moment(work, ask, real):
    told = work({"what": "time", "run": RUN, "pictures": [real]})
    assert [row["step"] for row in told["rows"]] == ask("opened", {"run": RUN})["steps"]
    assert all(0 <= row["percentiles_real"][0] <= 100 for row in told["rows"])


def test_generators_play_discriminators(work):
    sides = [{"run": RUN, "step": 0}, {"run": CRITIC, "step": None}]
    told = work({"what": "cross", "generators": sides, "discriminators": sides})
    assert np.shape(told["wins"]) == (2, 2) and all(0 <= value <= 1 for row in told["wins"] for value in row)
    assert "error" in work({"what": "cross", "generators": [], "discriminators": sides})
    assert "error" in work({"what": "cross", "generators": sides * 4, "discriminators": sides})


def test_all_training_pictures_can_be_searched(work, real):
    told = work({"what": "search", "run": RUN, "picture": real})
    assert told["compared"] == told["total"] and told["logits"] == sorted(told["logits"])


def test_searching_downloads_nothing_and_names_no_place_of_the_server(work, ask, copied, monkeypatch, tmp_path):
    from ganplay.data import fetching
    from ganplay.runs.store.reals import FILE

    monkeypatch.setenv("GANPLAY_CACHE", str(tmp_path))
    monkeypatch.setattr(fetching, "fetch", lambda *_: pytest.fail("nothing is to be downloaded"))
    for letter, dataset in (("a", "mnist"), ("b", str(tmp_path / "pictures"))):
        name = "awayawayawa" + letter
        folder = copied(name, dataset=dataset)
        picture = ask("picked", {"run": name, "what": "real", "count": 1})["pictures"][0]["png"]
        answers = [work({"what": "search", "run": name, "picture": picture})]
        (folder.path / FILE).unlink()
        folder.write_recipe(folder.recipe)
        for moment in folder.checkpoints():
            os.utime(folder.checkpoint_path(moment) / "checkpoint.json")
        answers += [ask("judged", {"run": name, "pictures": [picture]}), ask("whole", {"run": name})]
        assert {answer["error"] for answer in answers} == {"no_reals"}
        assert str(tmp_path) not in json.dumps(answers) and all(answer["text"].endswith(".") for answer in answers)


def test_the_page_is_built_before_torch_is_there(tmp_path):
    lines = (
        "import os, sys; from ganplay.runs.server.manager import Manager; from ganplay.runs.store.store import Store",
        "from ganplay.ui import build",
        "build(Manager(Store(sys.argv[1]), device='cpu', slots=1))",
        "os._exit('torch' in sys.modules)",
    )
    command = [sys.executable, "-c", "\n".join(lines), str(tmp_path)]
    assert subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False).returncode == 0


def test_a_fault_of_ours_is_logged_and_answered(work, ask, real, monkeypatch, caplog):
    import ganplay.scoring
    from ganplay.ui.kit.bench import Bench

    def broken(*_):
        raise ZeroDivisionError("in /home/somebody/secret")

    monkeypatch.setattr(Bench, "rows", broken)
    monkeypatch.setattr(ganplay.scoring, "over_time", broken)
    asked = {"run": RUN, "pictures": [real]}
    for answer in (ask("judged", asked), work({"what": "time", **asked})):
        assert answer["error"] == "other" and answer["text"] == "That did not work; nothing was lost."
        assert "secret" not in json.dumps(answer)
    assert [record.exc_info[0] for record in caplog.records] == [ZeroDivisionError] * 2


def test_networks_that_diverged_judge_nothing_and_their_moment_is_left_out(work, ask, copied, real):
    from safetensors.torch import load_file, save_file

    folder = copied("divergeddive")
    path = folder.checkpoint_path(12) / "model.safetensors"
    networks = load_file(path)
    nothing = {name: value * float("nan") for name, value in networks.items() if value.is_floating_point()}
    save_file(networks | nothing, path)
    for name in ("judged", "whole", "steady"):
        told = ask(name, {"run": "divergeddive", "pictures": [real], "picture": real})
        assert told["error"] == "not_numbers" and "earlier" in told["text"]
    assert ask("whole", {"run": "divergeddive", "step": 0})["logits"]


def test_a_run_that_held_no_pictures_out_is_judged_by_those_it_was_trained_on(ask, copied, real):
    from ganplay.runs.store.reals import tensors_of, write_reals

    folder = copied("nonheldoutno")
    kept = tensors_of(folder.path)
    write_reals(folder.path, {name: kept[name] if name.startswith("t") else kept[name][:0].clone() for name in kept})
    for path in folder.path.rglob("calibration.json"):
        path.unlink()
    asked = {"run": "nonheldoutno", "pictures": [real], "picture": real}
    assert ask("judged", asked)["rows"][0]["far"] is None
    whole = ask("whole", asked)
    assert whole["held_out"] == whole["training"] and whole["logits"]["held_out"] == [] and not whole["calibration"]
    untrained, mistaken = (ask(name, asked | {"step": 0}) for name in ("whole", "mistaken"))
    missed = sum(value <= untrained["threshold"] for value in untrained["logits"]["training"])
    assert missed and mistaken["real"]["count"] == min(24, missed)
    assert ask("near", asked) == {"none": True} and ask("steady", asked)["usual"] > 0
    assert ask("best", {**asked, "shares": True})["shares"]


def test_real_pictures_are_read_once_a_run_and_the_twin_is_made_once_a_moment(store, monkeypatch):
    from ganplay.runs.asking import judging
    from ganplay.ui.kit.bench import Benches
    from ganplay.ui.kit.models import Models

    read, really = [], judging.reals_of
    monkeypatch.setattr(judging, "reals_of", lambda *arguments: read.append(1) or really(*arguments))
    benches = Benches(Models(store))
    first, last = benches.get(RUN, 0), benches.get(RUN)
    assert read == [1] and first.reals is last.reals and first.threshold != last.threshold
    assert benches.get(RUN, 12) is last and last.twin is last.twin


def test_another_run_of_the_same_id_is_judged_by_its_own_networks_and_pictures(store, copied):
    from ganplay.ui.kit.bench import Benches
    from ganplay.ui.kit.models import Models

    benches = Benches(Models(store))
    copied("sameidsameid")
    before = benches.get("sameidsameid")
    copied("sameidsameid", CLIPPED)
    after = benches.get("sameidsameid")
    assert before.recipe.loss == "nonsaturating" and after.recipe.loss == "wasserstein"
    assert before.reals is not after.reals and before.context.generated.mean() != after.context.generated.mean()


def test_a_game_tells_what_a_picture_is_only_after_the_guess(ask):
    game = ask("game_start", {"run": RUN})["game"]
    opened = ask("game_open", {"game": game, "player": "player-one"})
    assert "pictures" not in opened and pixels(opened["png"]).shape == (4 * 32, 5 * 32)
    for index in range(20):
        first = ask("game_guess", {"game": game, "player": "player-one", "index": index, "real": True})
        again = ask("game_guess", {"game": game, "player": "player-one", "index": index, "real": False})
        assert first["called"] and again["called"]  # the first guess counts
    news = ask("game_news", {"game": game, "player": "player-one"})
    positives = sum(one["real"] for one in news["pictures"])
    assert news["people"] == [
        {"tpr": 1.0 if positives else 0.0, "fpr": 1.0 if positives < 20 else 0.0, "right": positives}
    ]
    assert "pictures" not in ask("game_news", {"game": game, "player": "player-two"})
    for index in range(20):
        ask(
            "game_guess",
            {"game": game, "player": "player-two", "index": index, "real": news["pictures"][index]["real"]},
        )
    both = ask("game_news", {"game": game, "player": "player-two"})
    assert both["finished"] == 2 and both["people"][1]["right"] == 20
    if 0 < positives < 20:
        assert both["roc_class"]["auc"] == 1.0


@pytest.mark.parametrize(
    "guess",
    [
        {"player": "x", "index": 0, "real": True},
        {"player": "player-one", "index": 20, "real": True},
        {"player": "player-one", "index": True, "real": True},
        {"player": "player-one", "index": 0, "real": "yes"},
    ],
)
def test_a_wrong_guess_gets_a_sentence(ask, guess):
    game = ask("game_start", {"run": RUN})["game"]
    assert ask("game_guess", {"game": game, **guess})["text"].endswith(".")


def test_an_old_game_is_over():
    from ganplay.runs.store.folder import RunError
    from ganplay.ui.kit.game.game import LIFE, Game, Games

    now = [0.0]
    games = Games(clock=lambda: now[0])
    games._games["old"] = Game("run", 1, np.zeros((20, 4, 4, 1), np.uint8), [True] * 20, [0.0] * 20, 0.0, 0.0)
    assert games.get("old").run == "run"
    now[0] = LIFE + 1
    with pytest.raises(RunError, match="over"):
        games.get("old")


@pytest.mark.parametrize("query", [None, 3, [], {}, {"run": 5}, {"run": RUN, "step": "x"}, {"run": RUN, "step": 999}])
def test_nonsense_gets_a_sentence_from_every_question(ask, query):
    for name in ask.functions:
        if name in ("runs", "ready") or (name == "opened" and isinstance(query, dict) and "step" in query):
            continue
        answer = ask(name, query)
        assert answer.get("error"), name
        assert answer["text"].endswith("."), name
