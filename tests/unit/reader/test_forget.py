import polars as pl
import pytest
from acervo import schema
from acervo.digests import write_json
from acervo.errors import AcervoError
from acervo.reader import cli
from acervo.reader.forget import removal
from acervo.tables import write_table

from tests.unit.dataset import ANA, EVA, HISTORY, RUI, talk

NAMES = [
    ("Ana", "", "[NAME]", True),
    ("Ana Júlia", "ana júlia", ANA, True),
    ("+55 69 99999-0001", "+5569999990001", RUI, False),
    ("Caio", "caio", "[NAME]", True),
    ("p" + "c2" * 8, "caio", "[NAME]", False),
]


@pytest.fixture
def roster(tree):
    """A roster beside the dataset."""
    columns = {
        "name": pl.String,
        "person": pl.String,
        "pseudonym": pl.String,
        "in_text": pl.Boolean,
    }
    file = tree.base / "private" / "roster.parquet"
    write_table(pl.DataFrame(NAMES, schema=columns, orient="row"), schema.ROSTER, file)
    return file


def forget(tree, author, capsys):
    status = cli.main(["forget", author, "--dataset", str(tree.root)])
    return status, *capsys.readouterr()


def test_what_of_a_dataset_is_by_a_person(tree):
    found = removal(tree.root, ANA)
    assert found.pseudonym == ANA
    assert found.messages == {"2024-05": 1, "2024-06": 1}
    assert found.mentions == {}
    assert found.passages == {"tiny": 2}
    assert (found.profile, found.receipts) == (False, {})


def test_where_others_name_them(tree):
    date = HISTORY["2024-08"][0]["date"]
    tree.history = {**HISTORY, "2024-08": talk(date, (RUI, f"Obrigado, {ANA}!"))}
    tree.build()
    found = removal(tree.root, ANA)
    assert found.mentions == {"2024-08": 1}
    assert found.passages == {"tiny": 3}


def test_a_profile_is_told(tree):
    rows = pl.DataFrame(
        [(EVA, "Flor", None, None)],
        schema=dict.fromkeys(schema.PROFILES.arrow.names, pl.String),
        orient="row",
    )
    write_table(rows, schema.PROFILES, tree.root / "profiles.parquet")
    tree.sign()
    assert removal(tree.root, EVA).profile
    assert not removal(tree.root, ANA).profile


@pytest.mark.parametrize("name", ["Ana Júlia", " ~ANA júlia", "ana julia"])
def test_a_name_is_looked_up(tree, roster, name, capsys):
    status, out, err = forget(tree, name, capsys)
    assert (status, err) == (0, "")
    assert f"- {ANA}\n" in out
    shown = out.replace(str(tree.root), "")  # pytest puts parameters into paths
    assert not any(word in shown for word in ("Ana", "Júlia", "ANA"))


def test_a_number_is_looked_up(tree, roster):
    assert removal(tree.root, "69 9999-0001").pseudonym == RUI


def test_a_pseudonym_needs_no_roster_and_shows_no_name(tree, roster, capsys):
    with_roster = forget(tree, ANA, capsys)
    roster.unlink()
    assert forget(tree, ANA, capsys) == with_roster
    assert with_roster[0] == 0 and "Ana" not in with_roster[1]


def test_it_says_what_how_and_what_it_does_not_reach(tree, capsys):
    write_json(
        tree.base / "receipts" / "huggingface.json",
        {"revision": "0123456789abcdef", "url": "https://example.org/d"},
    )
    write_json(tree.base / "receipts" / "archive.json", [])
    before = {p: p.read_bytes() for p in tree.base.rglob("*") if p.is_file()}
    _, out, _ = forget(tree, ANA, capsys)
    assert "messages that go      2 in 2 periods (2024-05 to 2024-06)\n" in out
    assert "messages that change  0, " in out
    assert "2 in which they speak or are named (2 vectors of tiny)" in out
    assert "`privacy.opt_out`" in out and "`snakemake`" in out
    assert "  - huggingface: 0123456789abcdef, https://example.org/d\n" in out
    assert "  - archive: published, see the receipt\n" in out
    assert {p: p.read_bytes() for p in tree.base.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(
    ("author", "message"),
    [
        ("p" + "z2" * 8, "nothing in this dataset is by that person or names them"),
        ("u" + "0" * 32, "nothing in this dataset is by that person or names them"),
        ("Zilda", "nobody is called so"),
        ("Ana", "several people are called so"),
        ("Caio", "is left out"),
        ("p" + "c2" * 8, "nothing in this dataset"),
        ("", "nobody is called so"),
    ],
)
def test_nobody_to_forget(tree, roster, author, message, capsys):
    status, out, err = forget(tree, author, capsys)
    assert (status, out) == (1, "")
    assert err.startswith("Error: ") and message in err
    assert "Traceback" not in err


def test_a_name_without_a_roster(tree):
    with pytest.raises(AcervoError, match="names cannot be looked up here"):
        removal(tree.root, "Ana Júlia")


def test_no_dataset_here(tmp_path, capsys):
    assert cli.main(["forget", ANA, "--dataset", str(tmp_path)]) == 1
    assert "no manifest.json here" in capsys.readouterr().err
