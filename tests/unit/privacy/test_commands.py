import polars as pl
import pytest
from acervo.privacy.commands import Command, is_command, read_commands
from hypothesis import example, given
from hypothesis import strategies as st

from tests.unit.growth import growth

OUT, IN, UNKNOWN, HELP = Command("opt-out"), Command("opt-in"), Command(""), Command("help")


def row(text, **changed):
    plain = {"kind": "message", "state": "posted", "author": "Ana", "text": text}
    schema = dict.fromkeys(plain, pl.String)
    return pl.DataFrame([plain | changed], schema=schema)


def read_all(text, prefix="/acervo", **changed):
    """Return the commands of a message and the rest of it."""
    found = read_commands(text, prefix)
    if not row(text, **changed).select(is_command(prefix)).item():
        assert changed or found == ([], text)
        return [], text
    assert found[0]
    return found


def read(text, prefix="/acervo", **changed):
    """Return what a message wants that is one command, or None if it is none."""
    commands, rest = read_all(text, prefix, **changed)
    assert rest == ("" if commands else text)
    return commands[0] if commands else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/acervo opt-out", OUT),
        ("  \n/ACERVO Opt–Out", OUT),
        ("\u200e/ace\u200brvo\u200d opt\u00adout", OUT),
        ("/acervo optout, por favor!", OUT),
        ("/acervo opt out?", OUT),
        ("／ａｃｅｒｖｏ　ｏｐｔ－ｏｕｔ", OUT),
        ("\\acervo opt—out", OUT),
        ("/ acervo: opt_out", OUT),
        ("/acervooptout", OUT),
        ("*/acervo opt-out*", OUT),
        ("“/acervo opt-out”", OUT),
        ("`/acervo opt-out`.", OUT),
        ("/acervo opt-in", IN),
        ("/acervo Opt In 🎉.", IN),
        ("/acervo opt-in?", UNKNOWN),  # what exposes is read strictly
        ("/acervo opt-in não", UNKNOWN),
        ("/acervo opt", UNKNOWN),
        ("/acervo opt-outs", UNKNOWN),
        ("/acervo sair", Command("opt-out")),
        ("@\u2068Zed Lima\u2069 /acervo opt-out", OUT),
        ("@5511999990003 /acervo opt-out", OUT),
        ("👉 /acervo opt-out", OUT),
        ("- /acervo alias Flor", Command("alias", "Flor")),
        ("/acervo dance", UNKNOWN),
        ("/acervo", HELP),
        ("/acervo ajuda", HELP),
        ("/acervo HELP me", HELP),
        ("/acervo alias Flor do Campo", Command("alias", "Flor do Campo")),
        ("/acervo aliás: Flor", Command("alias", "Flor")),
        ("/acervo alias = «Flor»", Command("alias", "Flor")),
        ('/acervo alias “Flor"', Command("alias", "Flor")),
        ("/acervo alias \u2068Flor\u2069\u200f", Command("alias", "Flor")),
        ("/acervo bio \u200eoi @\u2068Zé\u2069", Command("bio", "oi @\u2068Zé\u2069")),
        ("_/acervo alias Flor_", Command("alias", "Flor")),
        ("‘/acervo alias Flor’", Command("alias", "Flor")),
        ("/acervo alias", Command("alias")),
        ("/acervo alias ''", Command("alias")),
        (
            "/acervo bio “Leio.\n\nE cozinho 👩\u200d🍳”\n",
            Command("bio", "Leio. E cozinho 👩\u200d🍳"),
        ),
        ("/acervo bio :) feliz", Command("bio", ":) feliz")),
        ("/acervo bio 'a' e 'b", Command("bio", "'a' e 'b")),
        ("/acervo bio a\x00\x1bb\tc", Command("bio", "ab c")),
        ("/acervo link <https://example.org/a_b>", Command("link", "https://example.org/a_b")),
    ],
)
def test_what_commands_want(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "acervo opt-out",
        "use /acervo opt-out",
        "/acervos",
        "/acervo1",
        '"/acervo opt-out" é o comando',
        "> /acervo opt-out",
        "/\u0430cervo opt-out",  # a Cyrillic letter
        "oi /acervo opt-out",
        "oi\n> /acervo opt-out",
        "oi\n“/acervo opt-out” é o comando",
        "oi\nAna: /acervo opt-out",
        "//acervo",
    ],
)
def test_what_is_no_command(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "commands", "rest"),
    [
        ("bom dia a todos\n/acervo opt-out", [OUT], "bom dia a todos"),
        ("bom dia\n\n👉 *“/acervo opt-out”*\nobrigada!\n", [OUT], "bom dia\n\nobrigada!"),
        ("/acervo alias Flor\nbom dia", [Command("alias", "Flor")], "bom dia"),
        ("oi\u2028/acervo dance\u2028segredo", [UNKNOWN], "oi\u2028segredo"),
        ("oi\r/acervo opt-out\x0btchau", [OUT], "oi\x0btchau"),
        ("/acervo\n\nopt\nout, por favor\noi", [OUT], "oi"),  # broken into lines
        ("/acervo\nbom dia", [HELP], "bom dia"),
        ("/acervo dance\nsair", [UNKNOWN], "sair"),
        (
            "a\n/acervo alias Flor\n/acervo bio Leio.\nb",
            [Command("alias", "Flor"), Command("bio", "Leio.")],
            "a\nb",
        ),
        (
            "oi\n/acervo bio “Leio.\n\nE cozinho.”\ntchau",
            [Command("bio", "Leio. E cozinho.")],
            "oi\ntchau",
        ),
        ("oi\n/acervo bio “Leio\ntchau", [Command("bio", "“Leio")], "oi\ntchau"),
        # What exposes: nothing may follow, and beside an opt-out it does not count.
        ("voltei\n/acervo opt-in\n🎉", [IN], "voltei\n🎉"),
        ("/acervo opt-in\nbrincadeira", [UNKNOWN], "brincadeira"),
        ("/acervo opt-in\n/acervo alias Flor", [IN, Command("alias", "Flor")], ""),
        ("sair ou voltar:\n/acervo opt-out\n/acervo opt-in", [OUT, UNKNOWN], "sair ou voltar:"),
    ],
)
def test_commands_on_any_line(text, commands, rest):
    assert read_all(text) == (commands, rest)


@pytest.mark.parametrize(
    "changed",
    [{"kind": "section"}, {"author": None}, {"state": "deleted"}, {"state": "system"}],
)
def test_only_what_members_say(changed):
    assert read("/acervo opt-out", **changed) is None
    assert read("/acervo opt-out", state="edited") == OUT


@pytest.mark.parametrize("prefix", ["!memo-1", "#memo", ".m_m", "+x", "@bot"])
def test_other_prefixes(prefix):
    assert read(f"{prefix} opt-out", prefix) == OUT
    assert read(f" {prefix.upper()} alias x", prefix) == Command("alias", "x")
    assert read("/acervo opt-out", prefix) is None
    assert read("anything m.m memo", prefix) is None
    assert read("!memo–1 opt-out", "!memo-1") == OUT


MARKS = st.text(alphabet="\u200b\u200e\u2068\ufeff\u00ad\u200d", max_size=3)
BLANKS = st.text(alphabet=" \t\n\u00a0\u202f*_~\u200e", max_size=4)


@given(BLANKS, st.lists(MARKS, min_size=7, max_size=7), BLANKS, st.booleans(), st.data())
def test_what_is_not_seen_does_not_count(before, marks, after, upper, data):
    letters = "/ACERVO" if upper else "/acervo"
    dash = data.draw(st.sampled_from(["-", "–", "—", "‑", "−", "", " ", "_", "－"]))
    typed = "".join(char + mark for char, mark in zip(letters, marks, strict=True))
    assert read(f"{before}{typed} {after}opt{dash}out{after}") == OUT


@given(st.text(max_size=30), st.text(max_size=10))
def test_no_text_breaks_it(text, before):
    (found, *_), _ = read_all(f"/acervo {text}")
    assert "\n" not in found.value
    assert found.value == found.value.strip()
    assert read_all(f"{before}\n/acervo {text}")[0][-1].verb == found.verb or "/" in before + text


LINES = [
    "oi",
    "",
    "/",
    "acervo",
    "/acervo",
    "/acervo bio “a",
    "“/acervo x",
    "y”",
    "“",
    "> a",
    "sair",
]


@given(st.text(max_size=5), st.text(max_size=10))
@example("", "①")
@example("", "\u0301 sair")
@example("\x1f", " sair")
def test_polars_and_python_see_the_same(before, after):
    read_all(f"{before}/acervo{after}")


@given(st.lists(st.sampled_from(LINES), max_size=8).map("\n".join))
@example("/acervo ajuda\n“/acervo sair\ny”")
@example("/\n/acervo ajuda\nacervo sair")
def test_no_command_is_left(text):
    _, rest = read_all(text)
    assert read_all(rest) == ([], rest)


@pytest.mark.parametrize(
    "line",
    [
        "/acervo",
        "/acervo bio “x",
        "“/acervo opt-in",
        "/acervo opt-in",
        "“/acervo a”",
        "\n",
        "@",
        " -",
    ],
)
def test_time_grows_no_faster_than_the_message(line):
    assert growth(read_commands, f"{line}\n" * 5_000) < 10
