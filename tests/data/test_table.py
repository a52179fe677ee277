"""Somebody's own points: a table of x and y, whatever wrote it; what is none is counted and named by its line."""

import pytest
import torch

from ganplay.data import DataError, table
from ganplay.data.table import own_points, pack_points, parse_points, read_points

GOOD = "\n".join(f"{i},{-i}" for i in range(8))


def written(folder, text, name="mine.csv"):
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


@pytest.mark.parametrize(
    "text",
    [
        "0,1\n2,-3.5e0\n",
        "x,y\n0,1\n2,-3.5\n",
        "\ufeff# of mine\n\nx;y\n0;1\n2;-3,5\n",
        "0\t1\r\n2\t-3.5\r\n",
        "  0   1  \n\n 2 -3.5 \n",
        '"0","1"\n"2","-3.5"\n',
        "0, 1, red\n2, -3.5, blue\n",
    ],
)
def test_every_usual_table_is_read(text):
    rows, bad = parse_points(text.removeprefix("\ufeff"), "mine")
    assert rows == [(0.0, 1.0), (2.0, -3.5)] and not bad


def test_rows_that_are_none_are_counted_and_named_by_their_line(tmp_path):
    text = f"# mine\nx,y\n{GOOD}\n1,nan\n\nnothing\n3\n4,inf\na,5\n6,b\n7,7\n"
    points = read_points(written(tmp_path, text))
    assert len(points) == 9 and points.images.shape == (9, 2, 1, 1) and points.images.dtype == torch.float32
    (note,) = points.notes
    assert note == (
        "6 of 15 rows were left out: line 11 (not finite), line 13 (no numbers), line 14 (not two numbers), "
        "line 15 (not finite), line 16 (not two numbers) and 1 more."
    )


def test_a_header_is_the_first_row_alone():
    assert parse_points("x,y\nx,y\n1,2", "mine") == ([(1.0, 2.0)], [(2, "no numbers")])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x,y\n1,2\nbad\n", r"mine.csv has 1 usable rows.* at least 8: add more. 1 of 2 rows .* line 3 \(no numbers\)"),
        ("", "has 0 usable rows"),
        (b"\x00\xff\xfe" * 40, "has 0 usable rows"),
        ("\n".join(f"{i * 1e5},0" for i in range(9)), r"reach to 8e\+05 .* divide all by 5\.33e\+05"),
        ("\n".join(f"1e300,{i}" for i in range(9)), "cannot learn"),
        ("\n".join(f"{i * 1e-6},0" for i in range(9)), "divide all by 5.33e-06"),
        ("0,0\n" * 9, "spread them out"),
    ],
)
def test_what_cannot_be_trained_on_is_refused_with_what_to_do(tmp_path, text, says):
    with pytest.raises(DataError, match=says) as refusal:
        read_points(written(tmp_path, text))
    assert str(tmp_path) not in str(refusal.value)


def test_points_far_from_zero_are_kept_as_they_are_and_told_of(tmp_path):
    points = read_points(written(tmp_path, "\n".join(f"{100 + i},{i}" for i in range(9))))
    assert points.images[0].flatten().tolist() == [100, 0]
    assert "divide all by 72" in points.notes[0]
    assert not read_points(written(tmp_path, GOOD)).notes


def test_a_file_that_is_not_there_too_large_or_too_long_is_refused(tmp_path, monkeypatch):
    with pytest.raises(DataError, match=r"no file of points at gone\.csv"):
        read_points(tmp_path / "gone.csv")
    with pytest.raises(DataError, match="no file"):
        read_points(tmp_path)
    file = written(tmp_path, GOOD)
    monkeypatch.setattr(table, "MOST", 7)
    with pytest.raises(DataError, match="more than 7 rows"):
        read_points(file)
    with pytest.raises(DataError, match="more than 7 points"):
        own_points(torch.rand(8, 2), "drawn")
    monkeypatch.setattr(table, "BYTES", 7)
    with pytest.raises(DataError, match="take fewer points"):
        read_points(file)


def test_points_that_were_drawn_are_checked_as_those_of_a_file():
    assert len(own_points([[0.0, 1.0]] * 8, "drawn")) == 8
    with pytest.raises(DataError, match="not finite"):
        own_points(torch.full((9, 2), torch.nan), "drawn")


def test_an_upload_is_one_table_that_can_be_trained_on(tmp_path):
    file = written(tmp_path, GOOD)
    place = pack_points([file], tmp_path / "kept")
    assert place == tmp_path / "kept" / "mine.csv" and place.read_text() == GOOD
    for files in ([file, file], [written(tmp_path, GOOD, "mine.txt")]):
        with pytest.raises(DataError, match=r"one \.csv"):
            pack_points(files, tmp_path / "other")
    with pytest.raises(DataError, match="at least 8"):
        pack_points([written(tmp_path, "1,2", "few.csv")], tmp_path / "other")
    assert not (tmp_path / "other").exists()
