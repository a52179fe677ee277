"""The named endpoints: what a script or a class can do without the page."""

from __future__ import annotations

import json
import time
from pathlib import Path

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

OWNER, STRANGER = "a-secret-of-mine", "somebody-else-here"


@pytest.fixture(scope="module")
def client(served):
    return Client(served[0], verbose=False)


def wait(client, run, *statuses, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = client.predict(run, api_name="/status")
        if found["status"] in statuses:
            return found
        time.sleep(0.2)
    raise AssertionError(f"still {found}")


def test_only_the_named_endpoints_are_public(client):
    named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(named) == {"/train", "/status", "/command", "/runs", "/recipes", "/datasets"}


def test_twenty_steps_are_trained_and_listed(client):
    settings = json.dumps({"steps": 20, "seconds": 0, "resolution": 28})
    run = client.predict("shapes", "quick", settings, OWNER, api_name="/train")
    found = wait(client, run, "finished", "failed", "diverged")
    assert (found["status"], found["step"]) == ("finished", 20)
    assert found["dataset"] == "shapes"
    assert run in [row["run"] for row in client.predict(OWNER, api_name="/runs")["mine"]]
    assert client.predict(STRANGER, api_name="/runs")["mine"] == []


def test_a_stranger_watches_but_does_not_steer(client):
    run = client.predict("shapes", "quick", json.dumps({"seconds": 600, "resolution": 28}), OWNER, api_name="/train")
    wait(client, run, "running", "preparing", "queued")
    for verb in ("stop", "pause", "remove"):
        with pytest.raises(AppError, match="owner"):
            client.predict(run, STRANGER, verb, "{}", api_name="/command")
    client.predict(run, OWNER, "stop", "{}", api_name="/command")
    wait(client, run, "stopped")
    client.predict(run, OWNER, "remove", "{}", api_name="/command")
    with pytest.raises(AppError, match="no such run"):
        client.predict(run, api_name="/status")


@pytest.mark.parametrize("dataset", ["/etc", "../pictures", "~/photos", "C:\\pictures", "own", "", "no_such_data"])
def test_no_path_of_the_server_can_be_named(client, dataset):
    with pytest.raises(AppError, match="data set"):
        client.predict(dataset, "quick", "{}", OWNER, api_name="/train")


@pytest.mark.parametrize(("dataset", "recipe"), [(["shapes"], "quick"), ("shapes", {}), (None, "quick"), ("shapes", 7)])
def test_names_that_are_no_text_are_refused_with_a_sentence(client, dataset, recipe):
    with pytest.raises(AppError, match=r"names|data set|recipe"):
        client.predict(dataset, recipe, "{}", OWNER, api_name="/train")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ('{"dataset": "/etc"}', "leave them out"),
        ('{"lr": 1}', "There is no setting 'lr'"),
        ('{"lr_g": -1}', "lr_g cannot be"),
        ("[1]", "JSON object"),
        ("{", "JSON object"),
    ],
)
def test_impossible_settings_are_refused_with_a_sentence(client, settings, sentence):
    with pytest.raises(AppError, match=sentence):
        client.predict("shapes", "quick", settings, OWNER, api_name="/train")


def test_unknown_commands_are_refused(client):
    for verb, arguments in (("close", "{}"), ("stop", '{"self": 1}'), ("set", '{"batch": 3}')):
        with pytest.raises(AppError, match=r"command|cannot change"):
            client.predict("whatever", OWNER, verb, arguments, api_name="/command")


def test_recipes_and_data_sets_are_told_with_their_sources(client):
    recipes = client.predict(api_name="/recipes")
    assert {"quick", "classic", "vanilla", "dcgan"} <= {recipe["name"] for recipe in recipes}
    assert all(recipe["source"] for recipe in recipes)
    assert {"faces", "mnist"} <= {data["name"] for data in client.predict(api_name="/datasets")}


def test_only_uploaded_files_become_a_data_set(served, tmp_path):
    from ganplay.ui.kit.uploads import UploadError, dataset_of

    received, elsewhere = tmp_path / "received", tmp_path / "elsewhere"
    received.mkdir()
    elsewhere.mkdir()
    (elsewhere / "secret.png").write_bytes(b"secret")
    store = served[1].store
    kept = set(store.uploads.iterdir())
    for files in (
        [str(elsewhere / "secret.png")] * 20,
        [str(received / ".." / "elsewhere" / "secret.png")] * 20,
        [str(received / "missing.png")] * 20,
        [],
    ):
        with pytest.raises(UploadError):
            dataset_of(store, files, received)
    assert set(store.uploads.iterdir()) == kept


def test_what_is_uploaded_lies_where_only_this_page_s_uploads_lie_and_is_counted(client, served, tmp_path):
    from ganplay.runs.store.disk import bytes_of
    from ganplay.runs.store.sweeping import AGE, sweep
    from ganplay.ui.kit.uploads import UploadError, dataset_of

    store, file = served[1].store, tmp_path / "secret.png"
    file.write_bytes(b"x" * 5000)
    before = bytes_of(store.received)
    uploaded = httpx.post(f"{served[0]}gradio_api/upload", files={"files": file.open("rb")}).json()
    place = Path(uploaded[0])
    assert place.is_relative_to(store.received) and bytes_of(store.received) == before + 5000
    assert store.received.name.startswith("ganplay-") and store.received.parent != store.received
    sweep(store, lambda: time.time() + AGE - 60)
    assert place.exists()
    sweep(store, lambda: time.time() + AGE + 60)
    assert not place.exists()
    with pytest.raises(UploadError, match="upload them again"):
        dataset_of(store, [str(place)] * 16, store.received)
