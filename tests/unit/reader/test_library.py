import logging
from dataclasses import replace

import pytest
from acervo import schema
from acervo.errors import AcervoError
from acervo.reader import Dataset, open_dataset
from acervo.reader.verify import load, verify

from tests.unit.dataset import RUI, Tree, talk


def test_a_dataset_has_its_revision_and_messages(tree):
    dataset = open_dataset(str(tree.root))
    assert isinstance(dataset, Dataset)
    assert dataset.revision == load(tree.root)["revision"]
    assert dataset.messages.columns == schema.MESSAGES.arrow.names
    assert dataset.messages.height == 7
    assert dataset.messages["date"].dt.month().is_sorted()


def test_no_dataset_here(tmp_path):
    with pytest.raises(AcervoError, match=r"no manifest\.json here"):
        open_dataset(tmp_path)


def damage(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize("change", [damage, lambda file: file.unlink()])
def test_no_damaged_file_is_used(tree, tiny, change):
    for path in ("messages/2024-05.parquet", "index/tiny/meta.parquet", "index/tiny/faiss.index"):
        change(tree.root / path)
        with pytest.raises(AcervoError, match="not the file that the manifest names") as error:
            open_dataset(tree.root).file(path)
        assert error.value.where == str(tree.root / path)
        assert "acervo verify" in error.value.fix
    with pytest.raises(AcervoError, match="not the file"):
        _ = open_dataset(tree.root).messages
    with pytest.raises(AcervoError, match="not the file"):
        if change is damage:  # an index that is not there is done without
            open_dataset(tree.root, model_path=tiny.path).search("a")
        else:
            (tree.root / "embeddings" / "tiny" / "2024-05.parquet").unlink()
            open_dataset(tree.root, model_path=tiny.path).search("a")


@pytest.mark.parametrize(
    "lost",
    [
        ["faiss.index"],
        ["meta.json"],
        ["meta.parquet"],
        ["faiss.index", "meta.parquet", "meta.json"],
    ],
    ids=" ".join,
)
def test_without_its_index_a_dataset_is_searched_exactly(tree, tiny, caplog, lost):
    question = "a bomba da rua"
    before = open_dataset(tree.root, model_path=tiny.path).search(question)
    for name in lost:
        (tree.index / name).unlink()
    after = open_dataset(tree.root, model_path=tiny.path).search(question)
    assert [hit.chunk_id for hit in after] == [hit.chunk_id for hit in before]
    assert [hit.why.cosine for hit in after] == pytest.approx(
        [hit.why.cosine for hit in before], abs=1e-3
    )
    warnings = [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]
    assert warnings == [
        f"{tree.root} has no index of the model 'tiny': all vectors are compared one by one "
        "(exact, slower)"
    ]


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "manifest.json", "messages", ""])
def test_no_file_that_the_manifest_does_not_name_is_given(tree, path):
    with pytest.raises(AcervoError):
        open_dataset(tree.root).file(path)


def test_a_model_from_a_folder_must_be_given(tree, tiny):
    with pytest.raises(AcervoError, match="local folder") as error:
        open_dataset(tree.root).search("a")
    assert "--model-path" in error.value.fix
    assert len(open_dataset(tree.root, model_path=tiny.path).search("a", 2)) == 2


def test_a_model_is_loaded_once(tree, tiny):
    dataset = open_dataset(tree.root, model_path=tiny.path)
    assert dataset.searcher() is dataset.searcher("tiny")


def test_a_dataset_without_passages(tree, tiny):
    day = tree.history["2024-08"][0]["date"]
    tree.history = {"2024-08": talk(day, (RUI, "[media]"))}
    tree.build()
    with pytest.raises(AcervoError, match="no passage to search"):
        open_dataset(tree.root, model_path=tiny.path).search("a")


def test_vectors_of_float32_are_read_as_such(tmp_path, tiny):
    tree = Tree(tmp_path, replace(tiny, dtype="float32"))
    tree.build()
    assert verify(tree.root) == []
    hits = open_dataset(tree.root, model_path=tiny.path).search("a", 2)
    assert len(hits) == 2
