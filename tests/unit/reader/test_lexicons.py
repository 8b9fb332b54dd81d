import os

import pytest
from acervo.lexical import Lexicon
from acervo.reader import lexicons, open_dataset
from acervo.reader.lexicons import kept

TEXTS = ["a bomba do poço", "couve na horta", "bomba, bomba!", ""]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("ACERVO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "lexicon"


@pytest.fixture
def made():
    """Makes lexicons, and counts them."""

    class Maker:
        count = 0

        def __call__(self):
            self.count += 1
            return Lexicon(TEXTS)

    return Maker()


def said(lexicon):
    """All that a lexicon can say, to the byte."""
    asked = ["bomba e couve", "poço", "helicopter"]
    return [(lexicon.scores(q).tobytes(), lexicon.shared(q, TEXTS).tobytes()) for q in asked]


def test_words_are_taken_apart_once(folder, made):
    first, second = kept("a", made), kept("a", made)
    assert made.count == 1
    assert said(first) == said(second) == said(Lexicon(TEXTS))
    assert not second.arrays["scores"].flags.owndata  # of the mapped file
    kept("b", made)
    assert made.count == 2


def test_other_rows_and_other_ways_are_other_files(folder, made, monkeypatch):
    kept("a", made)
    monkeypatch.setattr(lexicons, "SCHEME", 99)
    kept("a", made)
    monkeypatch.setattr(lexicons, "version", lambda name: "0")
    kept("a", made)
    assert made.count == len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("texts", [[], [""], ["the of"]])
def test_without_words(folder, texts):
    for _ in range(2):
        lexicon = kept("a", lambda: Lexicon(texts))
        assert lexicon.scores("bomba").tolist() == [0] * len(texts)


def test_it_is_nobody_elses(folder, made):
    kept("a", made)
    (file,) = folder.iterdir()
    assert file.stat().st_mode & 0o077 == folder.stat().st_mode & 0o077 == 0


def flip(file):
    content = bytearray(file.read_bytes())
    content[content.index(Lexicon(TEXTS).arrays["scores"].tobytes())] ^= 1
    file.write_bytes(content)


def foreign(file):
    import pyarrow as pa

    batch = pa.record_batch({"number": [1, 2]})
    with pa.ipc.new_file(str(file), batch.schema) as writer:
        writer.write_batch(batch)


@pytest.mark.parametrize(
    "damage",
    [
        flip,
        foreign,
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-100]),
        lambda file: file.write_bytes(os.urandom(5000)),
        lambda file: (file.unlink(), file.mkdir()),
    ],
)
def test_what_is_damaged_is_made_anew(folder, made, damage):
    kept("a", made)
    (file,) = folder.iterdir()
    damage(file)
    assert said(kept("a", made)) == said(Lexicon(TEXTS))
    assert made.count == 2
    if file.is_file():
        kept("a", made)
        assert made.count == 2


@pytest.mark.parametrize("place", ["file/below", "/proc/none"])
def test_where_nothing_can_be_written_words_are_taken_apart(tmp_path, monkeypatch, made, place):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("ACERVO_CACHE", str(tmp_path / place))
    assert said(kept("a", made)) == said(kept("a", made))
    assert made.count == 2


def test_a_full_disk_leaves_nothing(folder, made, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lexicons.pa.ipc, "new_file", full)
    assert said(kept("a", made)) == said(Lexicon(TEXTS))
    assert list(folder.iterdir()) == []


def test_it_can_be_switched_off(tmp_path, monkeypatch, made):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("ACERVO_CACHE", "")
    kept("a", made)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.delenv("ACERVO_CACHE")
    kept(None, made)
    assert list(tmp_path.iterdir()) == []
    kept("a", made)
    assert len(list((tmp_path / "acervo" / "lexicon").iterdir())) == 1


def test_those_asked_for_longest_ago_go(folder, made):
    for i, name in enumerate("abcdef"):
        before = set(folder.iterdir()) if folder.is_dir() else set()
        kept(name, made)
        for file in set(folder.iterdir()) - before:
            os.utime(file, (i, i))
        kept("a", made)  # asked for again and again
    assert made.count == 6
    (folder / "mine.txt").write_text("")
    (folder / "x.part").write_text("")
    os.utime(folder / "x.part", (0, 0))
    made.count = 0
    kept("g", made)
    assert (folder / "mine.txt").is_file()
    assert len(list(folder.glob("*.arrow"))) == 5
    assert not (folder / "x.part").exists()
    for name in "adefg":
        kept(name, made)
    assert made.count == 1


def test_a_dataset_keeps_its_words(tree, tiny, folder, monkeypatch):
    def asked():
        dataset = open_dataset(tree.root, model_path=tiny.path)
        return dataset.search("bomba e horta", 9), dataset.search("bomba", mode="lexical")

    before = asked()
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr("acervo.reader.search.lexicon_of", None)  # not called again
    assert asked() == before
    monkeypatch.undo()
    monkeypatch.setenv("ACERVO_CACHE", "")
    assert asked() == before


def test_other_rows_have_other_words(tree, tiny, folder):
    open_dataset(tree.root).search("bomba", mode="lexical")
    tree.history["2024-08"] = []
    tree.build()
    assert open_dataset(tree.root).search("alagou", mode="lexical") == []
    assert len(list(folder.iterdir())) == 2
    (tree.index / "meta.json").unlink()
    assert open_dataset(tree.root, model_path=tiny.path).search("bomba", mode="lexical")
