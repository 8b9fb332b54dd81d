import json
import os
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
import yaml
from acervo import card
from acervo.models import ModelSpec
from acervo.privacy.pii import identified
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.publishing import publish
from acervo.remotes.restoring import restore

from tests.unit.dataset import ABOUT, HISTORY, messages

ROWS = messages([row for rows in HISTORY.values() for row in rows])
TINY = ModelSpec("tiny", "test/tiny", "0" * 64)
LARGE = ModelSpec("large-2", "test/large", "1" * 64)
DATASETS = Path(__file__).parents[2] / ".venv-datasets" / "bin" / "python"


def build(rows=ROWS, models=(TINY, LARGE), time="day", **about):
    return card.build(
        rows, 1234, dataset=ABOUT | about, models=models, embed_model="tiny", time=time
    )


def header(text):
    """As the Hub reads it: what stands between the first two lines of three dashes."""
    found = re.match(r"\A---[\r\n]+([\S\s]*?)[\r\n]+---(?:\r\n|\n|\Z)", text)
    return yaml.safe_load(found[1]), text[found.end() :]


def table(text, first):
    """Rows of the Markdown table whose first heading is `first`."""
    lines = text.split(f"| {first} |", 1)[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_header_is_what_the_hub_reads():
    front, _ = header(build())
    assert front == {
        "pretty_name": "Rua das Acácias",
        "license": "cc-by-4.0",
        "language": ["pt", "en"],
        "tags": ["acervo", "embeddings", "semantic-search"],
        "configs": [
            {"config_name": "tiny", "data_files": "embeddings/tiny/*.parquet", "default": True},
            {"config_name": "large-2", "data_files": "embeddings/large-2/*.parquet"},
            {"config_name": "messages", "data_files": "messages/*.parquet"},
        ],
    }


def test_figures_are_those_of_the_rows():
    text = build()
    assert "7 messages and sections, 1,234 passages with vectors, 2024-05-03 to 2024-08-01." in text
    assert table(text, "source") == [
        ["boletim", "1", "0", "2024-05-31", "2024-05-31"],
        ["leitura", "1", "1", "2024-06-09", "2024-06-09"],
        ["rua", "5", "3", "2024-05-03", "2024-08-01"],
    ]
    assert table(text, "alias") == [["tiny", "test/tiny"], ["large-2", "test/large"]]


def test_it_is_a_function_of_the_rows_whatever_their_order():
    assert build() == build(ROWS.reverse()) == build(ROWS.sample(fraction=1, shuffle=True, seed=1))


@pytest.mark.parametrize("time", ["day", "week", "month"])
def test_it_says_how_exact_dates_are(time):
    assert f"Dates are exact to the {time};" in build(time=time)


def test_it_says_where_to_ask_for_removal():
    assert "To have something removed: https://example.org/contact" in build()
    assert "To have something removed" not in build(contact="")


def test_it_says_method_limits_and_how_to_be_left_out():
    privacy = build().split("## Privacy\n")[1]
    for part in ("**Method.**", "**Limits.**", "**Removal.**", "HMAC-SHA256", "opts out"):
        assert part in privacy


def test_nothing_in_it_reads_as_an_identifier():
    text = build(contact="", description="")
    found = [
        span.kind for _, _, spans in identified(pl.Series(text.splitlines())) for span in spans
    ]
    assert found == []


def test_it_never_promises_anonymity():
    assert "*pseudonymized*, not anonymous" in build()


@pytest.mark.parametrize(
    "title",
    [
        "a: b",
        "a | b",
        "a\nb",
        "a\n---\nb",
        "---",
        "'a' \"b\" #c",
        "[x](y) *z*",
        "- a",
        "{a}",
        "ação 🎉",
        "true",
        "@a",
        "%a",
        "a " * 99,
    ],
)
def test_no_title_breaks_header_or_heading(title):
    front, rest = header(build(title=title))
    assert front["pretty_name"] == title
    assert rest.startswith(f"\n# {' '.join(title.split())}\n\nA street.\n")


@pytest.mark.parametrize("text", ["a\n---\nb", "a | b", "---", "a: b", ""])
def test_no_description_breaks_the_header(text):
    front, rest = header(build(description=text))
    assert front["license"] == "cc-by-4.0"
    assert text in rest


def test_no_name_of_a_model_breaks_the_table():
    text = build(models=[replace(TINY, name="a|b\nc")])
    assert table(text, "alias") == [["tiny", r"a\|b c"]]


def test_every_table_has_as_many_cells_in_each_row():
    for block in build().split("\n\n"):
        if block.startswith("| "):
            assert len({line.count(" | ") for line in block.splitlines()}) == 1


@pytest.fixture(scope="module")
def restored(tiny_tree, tmp_path_factory):
    """A dataset that was published and brought back."""
    base = tmp_path_factory.mktemp("restored")
    (base / "nas").mkdir()
    publish(tiny_tree.root, DirectoryStore(base / "nas"), base / "receipt.json")
    restore([DirectoryStore(base / "nas")], base / "back")
    return base / "back"


def printed(root, start):
    """The code in the card that begins so."""
    blocks = (root / "README.md").read_text().split("```python\n")[1:]
    return next(code for block in blocks if (code := block.split("```")[0]).startswith(start))


def test_duckdb_reads_it_with_the_commands_that_it_prints(restored, monkeypatch, capfd):
    import duckdb

    monkeypatch.chdir(restored)
    code = printed(restored, "import duckdb")
    exec(compile(code, "card", "exec"), {"__name__": "card"})
    assert "2024-08-01" in capfd.readouterr().out
    found = pl.read_parquet("embeddings/tiny/*.parquet")
    first, by_source, rows = [
        duckdb.sql(query.strip('"')).fetchall()
        for query in re.findall(r"sql\((.*?)\)\.show", code, re.S)
    ]
    assert len(first) == min(10, found.height)
    assert [row[0] for row in first] == found["date"].sort(descending=True).to_list()[:10]
    counts = pl.read_parquet("messages/*.parquet").group_by("source").len().sort("source")
    assert by_source == counts.rows()
    assert rows == [(found.height,)]


def test_datasets_reads_it_with_the_commands_that_it_prints(restored, monkeypatch, tmp_path):
    """As somebody would who has that library, and nothing of ours."""
    if not DATASETS.exists():
        pytest.skip("no .venv-datasets: `make test` makes it")
    code = printed(restored, "from datasets").replace("path/to/this/folder", str(restored))
    front, _ = header((restored / "README.md").read_text())
    names = [config["config_name"] for config in front["configs"]]
    checks = f"""
import json, sys
found = {{name: load_dataset(where, name, split="train") for name in {names}}}
found |= {{"passages": passages, "default": load_dataset(where, split="train")}}
assert messages.num_rows == found["messages"].num_rows
told = {{n: [d.num_rows, d.column_names, d.sort(d.column_names[0])[0]] for n, d in found.items()}}
print(json.dumps(told, default=str))
"""
    offline = {name: str(tmp_path / name) for name in ("HF_HOME", "HF_DATASETS_CACHE")}
    offline |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    done = subprocess.run(
        [str(DATASETS), "-c", code + checks],
        cwd=restored,
        env={**os.environ, **offline},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    for name, pattern in (("tiny", "embeddings/tiny"), ("messages", "messages")):
        table = pl.read_parquet(restored / pattern / "*.parquet")
        rows, columns, first = told[name]
        assert (rows, columns) == (table.height, table.columns)
        expected = table.sort(columns[0]).row(0, named=True)
        assert first[columns[0]] == expected[columns[0]] and first["text"] == expected["text"]
        if "embedding" in columns:
            assert first["embedding"] == pytest.approx(list(expected["embedding"]))
    assert told["default"] == told["passages"] == told["tiny"]


def test_the_columns_it_explains_are_those_of_the_files(tiny_tree):
    text = (tiny_tree.root / "README.md").read_text()
    for folder in ("messages", "embeddings"):
        line = next(line for line in text.splitlines() if line.startswith(f"`{folder}`: "))
        path = next((tiny_tree.root / folder).rglob("*.parquet"))
        explained = [part.split("`")[1] for part in line.split(": ", 1)[1].split("; ")]
        assert explained == pl.read_parquet_schema(path).names(), os.fspath(path)
