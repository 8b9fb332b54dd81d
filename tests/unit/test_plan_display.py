from io import StringIO

import pytest
from acervo.plan_display import show
from acervo.planning import Encoding, Plan, Reading, Stage
from acervo.rates import Rate
from acervo.remotes.outlook import Outlook
from rich.console import Console

RATE = Rate(20.0, measured=False)


def shown(planned, targets=None, **options):
    console = Console(file=StringIO(), width=120, **options)
    show(console, planned, targets)
    return console.file.getvalue()


def busy(**changes):
    given = {
        "readings": [Reading("rua", new=1, unchanged=2, bytes=1_500, names=("raw/a.txt",))],
        "stages": [Stage("parse", 1, "input changed"), Stage("anonymize", 3, "")],
        "encodings": [Encoding("tiny", 1_234, False, RATE, "from 10 new lines", 9_000)],
    }
    return Plan(**(given | changes))


def test_nothing_is_one_line():
    there = Outlook("directory", "/nas", revision="abc", current=True, files=0)
    text = shown(Plan([], [], [], "abc"), [there])
    assert text == "Nothing to do: revision abc is current here, and at directory.\n"
    assert shown(Plan([], [], [], "abc")).count("\n") == 1


def test_a_place_that_lacks_the_build_is_told():
    target = Outlook("directory", "/nas", files=3, bytes=2_000_000)
    text = shown(Plan([], [], [], "abc"), [target])
    assert "revision abc is current" in text
    assert "send directory  3 files, 2.0 MB – nothing there yet, /nas" in text


@pytest.mark.parametrize("terminal", [True, False])
def test_all_that_a_run_does_is_said(terminal):
    targets = [
        Outlook("huggingface", problem="no token"),
        Outlook("archive", "https://x", revision="abc"),
        Outlook("directory", "/nas", "", "abc", False, 5, 1_000, at_least=True),
    ]
    text = shown(busy(), targets, force_terminal=terminal)
    for words in (
        "exports: 1 new, 2 unchanged",
        "1.5 kB",
        "raw/a.txt",
        "anonymize × 3",
        "about 1,234 passages, about 1 min (20/s, assumed)",
        "at most 9,000",
        "no token",
        "known once it is built",
        "5 files, 1.0 kB, and what the build changes",
    ):
        assert words in text
    assert text.count("\n") < 24
    assert ("\x1b[" in text) == terminal


def test_many_exports_stay_on_the_screen():
    names = tuple(f"raw/{n}.txt" for n in range(100))
    text = shown(busy(readings=[Reading("rua", new=100, names=names)]))
    assert "… and 95 more" in text and text.count("\n") < 24


def test_a_name_cannot_move_the_cursor():
    text = shown(busy(readings=[Reading("rua", new=1, names=("raw/\x1b[2J\u202etxt.a",))]))
    assert "\x1b" not in text and "\u202e" not in text


def test_exact_counts_are_not_called_estimates():
    text = shown(busy(encodings=[Encoding("tiny", 7, True, Rate(50.0, measured=True))]))
    assert "7 passages, under a second (50/s, measured)" in text and "about 7" not in text
    assert "nothing – every passage has its vector" in shown(
        busy(encodings=[Encoding("tiny", 0, True, RATE)])
    )


def test_code_that_may_change_every_text_is_told():
    text = shown(busy(encodings=[Encoding("tiny", 0, False, RATE, "from 0 new lines", 492)]))
    assert "probably nothing – the exports bring nothing new; at most 492" in text
