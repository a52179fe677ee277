"""The published data sets: read from torchvision's layout, fetched with a checksum, or a sentence when that fails.

No test needs the network: the files come from a server of the test's own, and are small stand-ins of the same form.
"""

from __future__ import annotations

import gzip
import http.server
import io
import threading
import zipfile

import numpy as np
import pytest
import torch
import torchvision.datasets as published_by
from PIL import Image

from ganplay.data import DataError, load, published

from ..standins import NOWHERE, md5, pets, served, tar_of


@pytest.fixture
def site(tmp_path):
    """A folder and the address of a web server that serves it."""
    folder = tmp_path / "site"
    folder.mkdir()
    with served(folder) as address:
        yield folder, address


def _idx(array: np.ndarray) -> bytes:
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">i4").tobytes() + array.tobytes()


IMAGES = np.random.default_rng(0).integers(0, 256, (20, 28, 28), dtype=np.uint8)
LABELS = np.arange(20, dtype=np.uint8) % 10


@pytest.fixture
def mnist_site(site, monkeypatch):
    """MNIST's four files, of 20 pictures, where torchvision's class now says they are."""
    folder, address = site
    resources = []
    for name, array in (
        ("train-images-idx3-ubyte.gz", IMAGES),
        ("train-labels-idx1-ubyte.gz", LABELS),
        ("t10k-images-idx3-ubyte.gz", IMAGES[:3]),
        ("t10k-labels-idx1-ubyte.gz", LABELS[:3]),
    ):
        data = gzip.compress(_idx(array))
        (folder / name).write_bytes(data)
        resources.append((name, md5(data)))
    monkeypatch.setattr(published_by.MNIST, "mirrors", [address])
    monkeypatch.setattr(published_by.MNIST, "resources", resources)
    return folder, address


def _mnist_in(root):
    raw = root / "MNIST" / "raw"
    raw.mkdir(parents=True)
    (raw / "train-images-idx3-ubyte").write_bytes(_idx(IMAGES))
    (raw / "train-labels-idx1-ubyte").write_bytes(_idx(LABELS))
    return raw


def test_mnist_is_read_where_torchvision_keeps_it(tmp_path):
    _mnist_in(tmp_path)
    pictures = load("mnist", 28, root=tmp_path)
    assert torch.equal(pictures.images[:, 0], torch.from_numpy(IMAGES))
    assert pictures.labels.tolist() == LABELS.tolist() and pictures.classes == tuple("0123456789")
    assert not pictures.flips


def test_mnist_at_32_is_padded_with_black_and_at_64_resized(tmp_path):
    _mnist_in(tmp_path)
    padded = load("mnist", 32, root=tmp_path).images
    assert torch.equal(padded[:, 0, 2:-2, 2:-2], torch.from_numpy(IMAGES))
    assert padded[:, 0, :2].max() == padded[:, 0, :, -2:].max() == 0
    assert load("mnist", 64, root=tmp_path).images.shape == (20, 1, 64, 64)


@pytest.mark.parametrize("damage", [b"", b"\0\0\x08\x03", _idx(IMAGES)[:-1], b"<html>not found</html>"])
def test_a_damaged_idx_file_is_named(tmp_path, damage):
    (_mnist_in(tmp_path) / "train-images-idx3-ubyte").write_bytes(damage)
    with pytest.raises(DataError, match="train-images-idx3-ubyte is damaged"):
        load("mnist", 28, root=tmp_path)


def test_a_download_is_fetched_once_with_progress_and_leaves_what_torchvision_reads(mnist_site, tmp_path):
    told = []
    pictures = load("mnist", 28, root=tmp_path / "root", progress=lambda *said: told.append(said))
    assert torch.equal(pictures.images[:, 0], torch.from_numpy(IMAGES))
    fractions = [fraction for stage, fraction in told if stage == "download"]
    assert fractions == sorted(fractions) and fractions[-1] == 1.0
    files = {file.name for file in (tmp_path / "root" / "MNIST" / "raw").iterdir()}
    assert files == {name.removesuffix(".gz") for name, _ in published_by.MNIST.resources}
    assert len(published_by.MNIST(tmp_path / "root", train=True)) == 20
    for file in mnist_site[0].iterdir():
        file.unlink()
    assert len(load("mnist", 28, root=tmp_path / "root")) == 20, "the second time needs no server"


def test_without_a_root_downloads_go_to_the_cache(mnist_site, cache):
    load("mnist", 28)
    assert (cache / "downloads" / "MNIST" / "raw" / "train-images-idx3-ubyte").is_file()


def test_the_next_mirror_is_tried_when_one_fails(mnist_site, tmp_path, monkeypatch):
    _, address = mnist_site
    monkeypatch.setattr(published_by.MNIST, "mirrors", [address + "gone/", address])
    assert len(load("mnist", 28, root=tmp_path / "root")) == 20


def test_a_file_with_another_checksum_is_refused_and_not_kept(mnist_site, tmp_path):
    folder, _ = mnist_site
    (folder / "train-labels-idx1-ubyte.gz").write_bytes(gzip.compress(b"something else"))
    with pytest.raises(DataError, match="its checksum is another"):
        load("mnist", 28, root=tmp_path / "root")
    left = [file.name for file in (tmp_path / "root").rglob("*") if file.is_file()]
    assert left == ["train-images-idx3-ubyte.gz"], "what came whole is kept for the next try, nothing else"


def test_a_server_that_has_it_no_more_is_named(mnist_site, tmp_path):
    for file in mnist_site[0].iterdir():
        file.unlink()
    with pytest.raises(DataError, match=r"127\.0\.0\.1 \(the server answered 404\)"):
        load("mnist", 28, root=tmp_path)


def test_a_connection_that_breaks_off_keeps_nothing(tmp_path, monkeypatch):
    class Half(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Half) as server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        monkeypatch.setattr(published_by.MNIST, "mirrors", [f"http://127.0.0.1:{server.server_port}/"])
        with pytest.raises(DataError, match="could not be downloaded"):
            load("mnist", 28, root=tmp_path)
        server.shutdown()
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


@pytest.mark.parametrize("name", ["mnist", "fashion_mnist", "kmnist", "cifar10", "svhn", "celeba", "cats_dogs"])
def test_offline_says_what_would_have_come_from_where_and_what_to_do(name, tmp_path, monkeypatch):
    for kind in (published_by.MNIST, published_by.FashionMNIST, published_by.KMNIST):
        monkeypatch.setattr(kind, "mirrors", [NOWHERE])
    monkeypatch.setattr(published, "CIFAR10", (NOWHERE + "cifar-10-binary.tar.gz", "0" * 32))
    monkeypatch.setattr(published, "DRIVE", NOWHERE)
    monkeypatch.setattr(published_by.SVHN, "split_list", {"train": [NOWHERE, "train_32x32.mat", "0" * 32]})
    monkeypatch.setattr(published_by.OxfordIIITPet, "_RESOURCES", ((NOWHERE + "images.tar.gz", "0" * 32),))
    with pytest.raises(DataError) as refusal:
        load(name, 32, root=tmp_path)
    sentence = str(refusal.value)
    assert sentence.startswith(f"{name} (") and "127.0.0.1 (no connection)" in sentence
    assert str(tmp_path) not in sentence and "folder of data sets (--data-root" in sentence
    assert "faces, landscapes, shapes, animals, digits." in sentence


def test_cifar10_is_read_from_its_plain_archive(site, tmp_path, monkeypatch):
    folder, address = site
    records = np.random.default_rng(1).integers(0, 256, (5, 4, 3073), dtype=np.uint8)
    records[:, :, 0] = np.arange(20).reshape(5, 4) % 10
    data = tar_of({f"cifar-10-batches-bin/data_batch_{n + 1}.bin": records[n].tobytes() for n in range(5)})
    (folder / "cifar-10-binary.tar.gz").write_bytes(data)
    monkeypatch.setattr(published, "CIFAR10", (address + "cifar-10-binary.tar.gz", md5(data)))
    pictures = load("cifar10", 32, root=tmp_path / "root")
    assert torch.equal(pictures.images.flatten(1), torch.from_numpy(records.reshape(20, 3073)[:, 1:].copy()))
    assert pictures.labels.tolist() == [n % 10 for n in range(20)] and pictures.flips
    assert load("cifar10", 64, root=tmp_path / "root").images.shape == (20, 3, 64, 64)


def test_svhn_counts_its_ten_as_zero(site, tmp_path, monkeypatch):
    from scipy.io import savemat

    folder, address = site
    x = np.random.default_rng(2).integers(0, 256, (32, 32, 3, 6), dtype=np.uint8)
    savemat(folder / "train_32x32.mat", {"X": x, "y": np.array([[1], [10], [9], [2], [10], [5]], np.uint8)})
    digest = md5((folder / "train_32x32.mat").read_bytes())
    split = {"train": [address + "train_32x32.mat", "train_32x32.mat", digest]}
    monkeypatch.setattr(published_by.SVHN, "split_list", split)
    pictures = load("svhn", 32, root=tmp_path / "root")
    assert pictures.labels.tolist() == [1, 0, 9, 2, 0, 5]
    assert (pictures.images[3].permute(1, 2, 0).numpy() == x[:, :, :, 3]).all()


def test_celeba_is_cropped_to_the_face_and_keeps_its_attributes(site, tmp_path, monkeypatch):
    folder, address = site
    framed = np.zeros((218, 178, 3), np.uint8)
    framed[35:183, 15:163] = 255  # the square in the middle that is usually taken
    stream = io.BytesIO()
    Image.fromarray(framed).save(stream, "JPEG", quality=95)
    with zipfile.ZipFile(folder / "img_align_celeba.zip", "w") as archive:
        for number in range(1, 7):
            archive.writestr(f"img_align_celeba/{number:06d}.jpg", stream.getvalue())
    rows = "\n".join(f"{n:06d}.jpg  {'1 -1' if n % 2 else '-1  1'}" for n in range(1, 7))
    (folder / "list_attr_celeba.txt").write_text(f"6\nSmiling Eyeglasses \n{rows}\n")
    names = ("img_align_celeba.zip", "list_attr_celeba.txt")
    file_list = [(name, md5((folder / name).read_bytes()), name) for name in names]
    monkeypatch.setattr(published_by.CelebA, "file_list", file_list)
    monkeypatch.setattr(published, "DRIVE", address)
    pictures = load("celeba", 64, root=tmp_path / "root")
    assert pictures.images.shape == (6, 3, 64, 64) and pictures.labels is None
    assert pictures.images.min() > 200, "nothing of the frame is left"
    assert pictures.attributes["smiling"].tolist() == [True, False] * 3
    assert pictures.attributes["eyeglasses"].tolist() == [False, True] * 3
    told = []
    again = load("celeba", 64, root=tmp_path / "nowhere", progress=lambda *said: told.append(said))
    assert list(again.attributes) == list(pictures.attributes)
    assert told == [] and torch.equal(again.images, pictures.images), "what took long to decode is kept"


def test_cats_and_dogs_are_two_classes(site, tmp_path, monkeypatch, png):
    folder, address = site
    files = pets(folder, address, [png(number, (50, 40), "JPEG") for number in range(6)])
    monkeypatch.setattr(published_by.OxfordIIITPet, "_RESOURCES", files)
    stages = []
    pictures = load("cats_dogs", 32, root=tmp_path / "root", progress=lambda stage, _: stages.append(stage))
    assert pictures.images.shape == (6, 3, 32, 32)
    assert pictures.classes == ("cat", "dog") and pictures.labels.tolist() == [0, 1] * 3
    assert {"download", "unpack", "read"} <= set(stages)
    left = sorted(file.name for file in (tmp_path / "root" / "oxford-iiit-pet").iterdir())
    assert left == ["annotations", "images"], "the archives are gone once unpacked"
