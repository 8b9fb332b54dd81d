import datetime as dt
import io
import re
from dataclasses import replace
from functools import partial

import pytest
from acervo.ranking import Explanation
from acervo.reader import display
from acervo.reader.search import Hit
from acervo.reader.status import Status
from rich.console import Console

from tests.unit.dataset import ANA, RUI


def hit(*lines, best=0, **changes):
    values = {
        "rank": 1,
        "score": 0.71234,
        "chunk_id": 7,
        "date": dt.date(2024, 5, 3),
        "source": "rua",
        "thread": "rua",
        "path": None,
        "section_title": None,
        "authors": [],
        "text": "\n".join(lines),
        "best": lines[best] if lines else "",
        "why": Explanation("dense", cosine=0.71234, cosine_rank=1),
    }
    return Hit(**values | changes)


def terminal(show, *args, width=80, colour=True):
    """What `show` writes to a terminal."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    show(console, *args)
    return file.getvalue()


def plain(*hits, **options):
    return terminal(display.hits, hits, colour=False, **options)


def bold(text):
    """The parts that are bold and not dim."""
    parts = re.findall(r"\x1b\[([\d;]*)m([^\x1b]*)", text)
    return [
        part.strip()
        for codes, part in parts
        if "1" in codes.split(";") and "2" not in codes.split(";")
    ]


def test_a_hit_says_score_date_source_and_text():
    shown = plain(hit(f"{ANA}: oi", f"{RUI}: olá", best=1))
    assert [line.rstrip() for line in shown.splitlines()] == [
        "1 0.712  2024-05-03  rua",
        f"  {ANA}: oi",
        f"▸ {RUI}: olá",
        "",
    ]


def test_a_section_says_where_it_stands():
    shown = plain(hit("Couve.", path="boletim/2024-05-31", section_title="Boletim 5 › Horta"))
    assert "2024-05-03  boletim/2024-05-31\n  Boletim 5 › Horta" in shown


def test_the_best_line_alone_is_bold_and_marked():
    shown = terminal(display.hits, [hit("um", "dois", "três", best=1)])
    assert [part for part in bold(shown) if part] == ["1", "▸", "dois"]


def test_the_words_of_a_speaker_are_bold_and_the_name_dim():
    shown = terminal(display.hits, [hit(f"{ANA}: palavra")])
    assert f"\x1b[2m{ANA}:" in shown
    assert "palavra" in bold(shown)


def test_few_lines_around_the_best_are_shown():
    shown = plain(hit(*(f"line {i}" for i in range(20)), best=10))
    assert re.findall(r"line \d+", shown) == [f"line {i}" for i in range(7, 14)]
    assert shown.count("…") == 2


@pytest.mark.parametrize(("best", "dots"), [(0, 1), (9, 1)])
def test_dots_stand_only_where_something_is_left_out(best, dots):
    assert plain(hit(*(f"line {i}" for i in range(10)), best=best)).count("…") == dots
    assert "…" not in plain(hit("a", "b"))


def test_nothing_is_wider_than_the_terminal():
    long = f"{ANA}: " + "palavra " * 60
    shown = plain(hit("x" * 300, long, best=1, section_title="título " * 30))
    assert max(map(len, shown.splitlines())) <= 80
    assert shown.count("palavra") == 60
    assert shown.count("x") == 300
    assert all(line.startswith(("1 ", "  ", "▸ ")) for line in shown.splitlines() if line)


def test_ranks_are_aligned():
    shown = plain(*(hit("a", rank=i) for i in range(1, 11)))
    assert " 1 0.712" in shown
    assert "\n10 0.712" in shown


@pytest.mark.parametrize(
    "text", ["[bold]x[/bold]", "[/x]", "[PHONE_1]", "[red]", ":smile:", r"\[x]"]
)
def test_markup_is_shown_as_it_is(text):
    shown = plain(hit(text, section_title=f"T {text}", path=f"p{text}"))
    assert shown.count(text) == 3


@pytest.mark.parametrize(
    "text", ["\x1b[31mred", "\x1b]0;title\x07", "a\x08b", "\x9b31m", "\u202eabc"]
)
def test_texts_do_not_steer_the_terminal(text):
    shown = plain(hit(text, section_title=text, path=text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


def test_a_best_line_that_is_not_in_the_text_is_no_error():
    assert "▸ a" in plain(replace(hit("a", "b"), best="c"))


def test_no_hit():
    assert plain() == "Nothing was found.\n"


@pytest.mark.parametrize(
    ("why", "line"),
    [
        (Explanation("dense", cosine=0.5, cosine_rank=2), "meaning: cosine 0.500, rank 2"),
        (Explanation("lexical", bm25=7.256, bm25_rank=1), "words: BM25 7.26, rank 1"),
        (
            Explanation("hybrid", 0.4, 0.2, 0.0, 0.5, 2, 0.0, reranked=0.25),
            "reranker 0.250 · 0.200 of 0.4 by meaning: cosine 0.500, rank 2 · "
            "0.000 of 0.6 by words: none shared",
        ),
        (
            Explanation("hybrid", 0.4, 0.112, 0.6, cosine=0.28, bm25=1.0, bm25_rank=312),
            "0.112 of 0.4 by meaning: not among the nearest, counted with the cosine of the last, "
            "0.280 · 0.600 of 0.6 by words: BM25 1.00, rank 312",
        ),
    ],
    ids=str,
)
def test_a_score_is_explained_if_asked(why, line):
    show = partial(display.hits, explain=True)
    shown = terminal(show, [hit("a", why=why)], colour=False)
    assert [text.strip() for text in shown.splitlines()[:3]] == [
        "1 0.712  2024-05-03  rua",
        line,
        "▸ a",
    ]
    assert line not in plain(hit("a", why=why))


def found(root="results/public", rejected=(), warnings=(), recall=(), **changes):
    manifest = {
        "revision": "0123456789abcdef",
        "num_messages": 1228,
        "num_chunks": 492,
        "models": {"tiny": {"name": "test/tiny", "dimension": 32}},
        "files": {
            "embeddings/tiny/2024-05.parquet": {"rows": 300, "period": "2024-05"},
            "embeddings/tiny/2024-06.parquet": {"rows": 192, "period": "2024-06"},
        },
        "total_files": 9,
        "total_bytes": 2_300_000,
    }
    return Status(
        root,
        manifest | changes,
        26,
        {"rua": 1228},
        list(rejected),
        list(warnings),
        dict(recall),
        "bomba",
    )


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")


def test_where_the_command_is_not_on_the_path_it_is_called_in_its_place(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert report().endswith('\n  .venv/bin/acervo search "bomba"\n')


def report(*args, **options):
    return terminal(display.status, found(*args, **options), colour=False)


def test_status_says_what_there_is():
    assert report() == (
        "revision    0123456789abcdef\n"
        "messages    1,228 (rua 1,228)\n"
        "people      26\n"
        "periods     2 (2024-05 to 2024-06)\n"
        "chunks      492\n"
        "index tiny  492 vectors of 32 numbers, test/tiny\n"
        "files       9 (2.3 MB) in results/public\n"
        "\n"
        "Try next:\n"
        '  acervo search "bomba"\n'
    )


def test_status_says_what_the_build_has_measured():
    shown = report(recall={"tiny": 0.994})
    assert "\nindex tiny  492 vectors of 32 numbers, test/tiny; recall@10 0.994\n" in shown


def test_status_of_another_directory_says_how_to_search_there():
    assert report("/data/a b").endswith("--dataset '/data/a b'\n")


def test_status_lists_what_was_not_taken():
    shown = report(rejected=[("raw/a.txt", 3, 4, "no date")], warnings=[("raw/b.txt", "odd")])
    assert "\nnot taken (1):\n  raw/a.txt:3-4: no date\n" in shown
    assert "\nworth a look (1):\n  raw/b.txt: odd\n" in shown


def test_status_lists_the_first_few():
    shown = report(rejected=[("raw/a.txt", i, i, "x") for i in range(15)])
    assert "not taken (15):" in shown
    assert shown.count("raw/a.txt") == 10
    assert "… and 5 more, in results/private/reports/parse\n" in shown


@pytest.mark.parametrize(
    "name", ["[bold]", "[/x]", ":smile:", "WhatsApp [1].txt", "x" * 200, "a b " * 50]
)
def test_status_shows_names_as_they_are_in_one_line(name):
    shown = report(
        f"/data/{name}",
        rejected=[(name, 1, 2, "no date")],
        warnings=[(name, "odd")],
        models={"tiny": {"name": name, "dimension": 32}},
    )
    lines = shown.splitlines()
    assert f"  {name}:1-2: no date" in lines
    assert f"  {name}: odd" in lines
    assert any(line.endswith(f"in /data/{name}") for line in lines)
    assert any(line.endswith(f"numbers, {name}") for line in lines)


def test_status_without_periods():
    assert "periods     0\n" in report(files={})
