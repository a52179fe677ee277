"""What a folder takes on the disk."""

from __future__ import annotations

import os

import pytest

from ganplay.runs.store.disk import bytes_of


def test_every_file_counts_with_those_of_the_folders_inside(tmp_path):
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "a").write_bytes(bytes(10))
    (tmp_path / "deep" / "deeper" / "b").write_bytes(bytes(300))
    assert bytes_of(tmp_path) == bytes_of(tmp_path, follow=False) == 310


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_counts_as_its_file_or_as_itself_and_one_that_leads_nowhere_as_nothing(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "large").write_bytes(bytes(10_000))
    (folder / "link").symlink_to(tmp_path / "large")
    assert bytes_of(folder) == 10_000 and 0 < bytes_of(folder, follow=False) < 10_000
    (tmp_path / "large").unlink()
    assert bytes_of(folder) == 0
