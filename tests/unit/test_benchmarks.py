"""What a run of one benchmark leaves of the results of others."""

import pytest

from benchmarks.__main__ import ALL
from benchmarks.pictures import draw
from benchmarks.results import replaced, section

NAMES = ["first", "second", "third"]
BEFORE = """\
# Results

By hand.

## first

On one machine.

| what | ours |
|---|---|
| a  row | **no** |

## third

On another machine.
"""


def row(**fields):
    return {"benchmark": "speed", "limit": "at most 2", "kept": True, **fields}


def test_only_its_own_section_is_replaced():
    after = replaced(BEFORE, "third", "New.", NAMES)
    assert after == BEFORE.replace("On another machine.", "New.")
    assert replaced(after, "third", "On another machine.", NAMES) == BEFORE


def test_a_new_section_comes_in_its_place():
    after = replaced(BEFORE, "second", "New.", NAMES)
    assert after == BEFORE.replace("## third", "## second\n\nNew.\n\n## third")


def test_a_section_of_a_name_that_is_no_more_stays():
    after = replaced(BEFORE, "second", "New.", ["second", "third"])
    assert "| a  row | **no** |" in after
    assert after.index("## third") < after.index("## first")


def test_rows_say_whether_a_limit_is_kept():
    text = section([row(ratio=1.5), row(kept=False), row(kept=None)], "Here.", "![x](x.svg)")
    assert text.splitlines()[:3] == ["Here.", "", "![x](x.svg)"]
    assert [line.split(" | ")[3:] for line in text.splitlines()[-3:]] == [
        ["1.5", "at most 2", "yes |"],
        ["–", "at most 2", "**no** |"],
        ["–", "at most 2", "– |"],
    ]


@pytest.mark.parametrize(
    ("name", "figures"),
    [
        (
            "index",
            {
                "vectors": 1000,
                "limit": 0.99,
                "exact": 10.0,
                "curve": [
                    {"rate": 200.0, "recall": 0.98, "chosen": False, "name": "1 list"},
                    {"rate": 100.0, "recall": 0.992, "chosen": True, "name": "2 lists"},
                ],
            },
        ),
        (
            "ir",
            {
                "title": "Set, of two",
                "BM25": 0.1,
                "bare": 0.2,
                "lexical": 0.2,
                "dense": 0.3,
                "hybrid": 0.4,
            },
        ),
        ("encoding", {"name": "float32", "ratio": 1.8}),
    ],
)
def test_pictures_are_the_same_bytes_for_the_same_figures(name, figures, tmp_path):
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        assert f"({name}.svg)" in draw(name, [row(), row(figures=figures)], folder)
    drawn = (tmp_path / "a" / f"{name}.svg").read_bytes()
    assert drawn == (tmp_path / "b" / f"{name}.svg").read_bytes()
    assert b"<text" in drawn and name in ALL


def test_no_picture_without_figures(tmp_path):
    assert draw("index", [row()], tmp_path) is None
    assert not list(tmp_path.iterdir())
