"""Work is proportional to the change: jobs and encoded passages, counted."""

import os
import shutil
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from tests.workflow.conftest import REPOSITORY, Workspace, chat, days

pytestmark = pytest.mark.slow

ONE_YEAR = {"chunk": 1, "encode": 1, "embed": 1}
END = {"index": 1, "evaluate": 1, "card": 1, "privacy_gate": 1, "manifest": 1}


def own_checkout(workspace: Workspace, folder: Path) -> Workspace:
    """The same dataset, built by a copy of the repository that a test may edit."""
    files = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for file in files:
        if file.startswith(
            ("Snakefile", "rules/", "scripts/", "profiles/", "envs/", "config/schema")
        ):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(REPOSITORY / file, folder / file)
    return Workspace(workspace.root, folder)


def ids(workspace: Workspace, pattern: str, column: str) -> set[int | str]:
    files: Iterable[Path] = workspace.public.glob(pattern)
    return {i for file in files for i in pl.read_parquet(file, columns=[column])[column]}


def test_a_touched_file_runs_nothing(built: Workspace) -> None:
    for path in (built.root / "raw").rglob("*.*"):
        os.utime(path)
    assert not built.build().jobs


def test_a_touched_script_runs_nothing(built: Workspace, tmp_path: Path) -> None:
    checkout = own_checkout(built, tmp_path / "checkout")
    for path in (tmp_path / "checkout").rglob("*.*"):
        os.utime(path)
    assert not checkout.build().jobs


def test_a_re_export_with_the_same_content_stops_at_partition(built: Workspace) -> None:
    before = built.bytes()
    street = built.root / "raw" / "street"
    shutil.copy(street / "chat.txt", street / "chat (1).txt")
    run = built.build()
    assert run.jobs == {"parse": 1, "roster": 1, "anonymize": 1, "partition": 1}
    assert built.bytes() == before


def test_one_new_day_encodes_one_day(built: Workspace) -> None:
    before = ids(built, "embeddings/minilm/*.parquet", "chunk_id")
    file = built.root / "raw" / "street" / "chat.txt"
    file.write_text(chat([*days(), date(2023, 6, 27)]))
    built.forget_logs()
    run = built.build()
    new_text = {"parse": 1, "roster": 1, "anonymize": 1, "partition": 1, "reidentification": 1}
    assert run.jobs == {**new_text, **ONE_YEAR, **END}
    new = ids(built, "embeddings/minilm/*.parquet", "chunk_id") - before
    assert 0 < built.encoded() <= len(new) <= 2  # equal passages are encoded once


def test_a_deleted_message_is_gone_everywhere(built: Workspace) -> None:
    file = built.root / "raw" / "street" / "chat.txt"
    text = file.read_text()
    lines = text.splitlines(keepends=True)
    gone = next(line for line in lines if line.startswith("05/03/2022, 20:41"))
    file.write_text("".join(line for line in lines if line != gone))
    messages = ids(built, "messages/*.parquet", "message_id")
    chunks = ids(built, "embeddings/minilm/*.parquet", "chunk_id")
    built.build()
    assert len(messages - ids(built, "messages/*.parquet", "message_id")) == 1
    lost = chunks - ids(built, "embeddings/minilm/*.parquet", "chunk_id")
    assert lost
    assert not lost & ids(built, "index/minilm/meta.parquet", "chunk_id")

    file.write_text(text)
    built.build()
    assert ids(built, "embeddings/minilm/*.parquet", "chunk_id") == chunks


def test_a_year_that_is_gone_leaves_no_file(built: Workspace) -> None:
    (built.root / "raw" / "street" / "chat.txt").write_text(
        chat([d for d in days() if d.year > 2022])
    )
    built.build()
    assert not [path for path in built.bytes() if "2022" in path]


def test_a_to_b_to_a_is_a_again(built: Workspace) -> None:
    before = built.bytes()
    file = built.root / "raw" / "letter" / "2023-02-01.md"
    text = file.read_text()
    file.write_text(text.replace("lane 2", "lane 22"))
    built.build()
    assert built.bytes()["manifest.json"] != before["manifest.json"]
    file.write_text(text)
    built.build()
    assert built.bytes() == before


@pytest.mark.parametrize(
    ("module", "importing", "following"),
    [
        ("sources/newsletter.py", {"parse": 2}, {"roster": 1, "partition": 1}),
        (
            "privacy/pii.py",
            {"roster": 1, "anonymize": 2, "profiles": 1, "privacy_gate": 1},
            {"partition": 1, "manifest": 1},
        ),
        ("privacy/gate.py", {"privacy_gate": 1}, {"manifest": 1}),
        ("partition.py", {"partition": 1}, {}),
        ("indexing.py", {"index": 1}, {"evaluate": 1, "card": 1, "privacy_gate": 1, "manifest": 1}),
        ("card.py", {"card": 1}, {"privacy_gate": 1, "manifest": 1}),
        ("manifest.py", {"manifest": 1}, {}),
        ("reader/search.py", {}, {}),
    ],
)
def test_an_edited_module_runs_the_rules_that_import_it(
    built: Workspace,
    tmp_path: Path,
    module: str,
    importing: dict[str, int],
    following: dict[str, int],
) -> None:
    """`following`: what depends on these up to the next checkpoint, where unchanged output stops."""
    before = built.bytes()
    checkout = own_checkout(built, tmp_path / "checkout")
    with (tmp_path / "checkout" / "scripts" / "acervo" / module).open("a") as file:
        file.write("\n# edited\n")
    run = checkout.build()
    assert run.jobs == {**importing, **following}
    assert built.bytes() == before


def test_an_edit_that_changes_texts_reaches_the_index_in_one_run(
    built: Workspace, tmp_path: Path
) -> None:
    checkout = own_checkout(built, tmp_path / "checkout")
    module = tmp_path / "checkout" / "scripts" / "acervo" / "privacy" / "detectors" / "network.py"
    assert '"EMAIL"' in module.read_text()
    module.write_text(module.read_text().replace('"EMAIL"', '"MAIL"'))
    checkout.build()
    texts = pl.read_parquet(built.public / "index" / "minilm" / "meta.parquet")["text"]
    assert texts.str.contains("[MAIL_1]", literal=True).any()
    assert not texts.str.contains("[EMAIL_1]", literal=True).any()
    assert not checkout.build().jobs


def test_an_edited_chunker_encodes_nothing(built: Workspace, tmp_path: Path) -> None:
    checkout = own_checkout(built, tmp_path / "checkout")
    with (tmp_path / "checkout" / "scripts" / "acervo" / "chunking.py").open("a") as file:
        file.write("\n# edited\n")
    built.forget_logs()
    run = checkout.build()
    assert run.jobs == {"chunk": 2, "encode": 1, "embed": 2, **END}
    assert built.encoded() == 0


def test_a_second_model_encodes_only_for_itself(built: Workspace) -> None:
    index = built.public / "index" / "minilm" / "faiss.index"
    before = index.read_bytes()
    built.configure(
        lambda config: config["models"].update(
            other={**config["models"]["minilm"], "prompts": {"passage": "note: "}}
        )
    )
    built.forget_logs()
    built.build()
    assert built.encoded("minilm") == 0
    assert 0 < built.encoded("other") <= len(ids(built, "embeddings/other/*.parquet", "chunk_id"))
    assert index.read_bytes() == before


def test_another_key_renames_everybody_and_encodes_nothing(built: Workspace) -> None:
    def people() -> set[str]:
        messages = pl.read_parquet(built.public / "messages" / "*.parquet")
        return set(messages["author"].drop_nulls())

    before = people()
    vectors = ids(built, "embeddings/minilm/*.parquet", "text")
    built.forget_logs()
    built.build(ACERVO_KEY="another key of at least 32 bytes, for tests")
    assert len(people()) == len(before) and not people() & before
    assert built.encoded() == 0
    assert ids(built, "embeddings/minilm/*.parquet", "text") != vectors


def test_unkeyed_pseudonyms_stop_at_the_gate(built: Workspace) -> None:
    built.configure(lambda config: config["privacy"].update(scheme="uuid5"))
    run = built.run()
    assert run.status != 0 and "privacy.scheme: pseudonyms of the scheme uuid5" in run.output
    assert "Traceback" not in run.output and "manifest" not in run.jobs
    messages = pl.read_parquet(built.public / "messages" / "*.parquet")
    assert messages["author"].drop_nulls().str.contains("^u[0-9a-f]{32}$").all()
