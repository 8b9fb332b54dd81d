"""Which raw files are documents that travel, and what a commit of them holds."""

import os
from pathlib import Path

import pytest
from acervo.digests import file_git_sha1, write_json
from acervo.errors import AcervoError
from acervo.remotes import documents_publishing
from acervo.remotes.documents import folder_of, note_of, public, reason_to_leave, select, unfetched
from acervo.remotes.documents_publishing import batches
from hypothesis import given
from hypothesis import strategies as st

COMMIT = "c" * 40


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def put(*paths):
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(f"text of {path}")


def chosen(files="raw/**/*", include=(), exclude=()):
    found = select({"letter": files}, include, exclude)
    return list(found.files), dict(found.left_out)


def test_only_sources_marked_public_are_sent():
    sources = {"a": {"files": "x/*", "public": True}, "b": {"files": "y/*", "public": False}}
    assert public(sources | {"c": {"files": "z"}}) == {"a": "x/*"}


@pytest.mark.parametrize(
    ("files", "folder"),
    [
        ("raw/letter/**/*.md", "raw/letter"),
        ("raw/let*/a.md", "raw"),
        ("raw/[ab]/x", "raw"),
        ("raw/letter.md", "raw"),
        ("*.md", "."),
        ("./raw/?.md", "raw"),
        ("/data/pdf/*", "/data/pdf"),
        ("../data/*.md", "../data"),
    ],
)
def test_the_folder_of_a_source_ends_before_its_first_wildcard(files, folder):
    assert folder_of(files) == Path(folder)


def test_files_are_named_by_source_and_their_place_in_its_folder(tmp_path):
    put("raw/b.md", "raw/2024/a.md", "raw/2024/note.txt")
    assert chosen() == (["letter/2024/a.md", "letter/2024/note.txt", "letter/b.md"], {})
    assert chosen("raw/**/*.md")[0] == ["letter/2024/a.md", "letter/b.md"]
    assert chosen("raw/b.md")[0] == ["letter/b.md"]
    assert chosen(f"{tmp_path}/raw/**/*")[0] == chosen()[0]
    assert select({"letter": "raw/*"}, (), ()).files == {"letter/b.md": Path("raw/b.md")}


def test_what_systems_and_programs_leave_stays_here_and_is_counted():
    put("raw/a.md", "raw/.DS_Store", "raw/x/.DS_Store", "raw/Thumbs.db", "raw/thumbs.DB")
    put("raw/~$report.docx", "raw/b.tmp", "raw/B.TMP", "raw/c.log", "raw/__pycache__/m.pyc")
    put("raw/.git/config", "raw/.hidden", "raw/x/~$y/z.md", "raw/back\\slash", "raw/line\nbreak")
    assert chosen() == (
        ["letter/a.md"],
        {
            ".DS_Store": 2,
            "Thumbs.db": 2,
            "~$*": 2,
            "*.tmp": 2,
            "*.log": 1,
            "__pycache__": 1,
            "hidden": 2,
            "unusable name": 2,
        },
    )


def test_names_that_only_look_like_junk_are_documents():
    put("raw/log.md", "raw/tmp/a.md", "raw/a.tmp.md", "raw/pycache/b.md", "raw/captura\u202f1.png")
    assert len(chosen()[0]) == 5 and not chosen()[1]


def test_a_name_that_is_not_utf8_stays_here():
    put("raw/a.md")
    Path(os.fsdecode(b"raw/\xff.md")).write_text("x")
    assert chosen() == (["letter/a.md"], {"unusable name": 1})


def test_include_and_exclude_see_the_path_as_it_is_there():
    put("raw/a.md", "raw/a.pdf", "raw/drafts/b.md", "raw/2024/drafts/c.md")
    assert chosen(include=["*.md"], exclude=["letter/drafts/"]) == (
        ["letter/2024/drafts/c.md", "letter/a.md"],
        {"not in include": 1, "in exclude": 1},
    )
    assert chosen(exclude=["*/drafts/*"])[0] == ["letter/a.md", "letter/a.pdf"]


def test_links_out_of_the_folder_are_not_followed():
    put("raw/a.md", "raw/sub/b.md", "secret/key.txt", "secret/more/x.md")
    Path("raw/leak.md").symlink_to("../secret/key.txt")
    Path("raw/inside.md").symlink_to("sub/b.md")
    Path("raw/nowhere.md").symlink_to("gone")
    Path("raw/folder").symlink_to("../secret/more")
    Path("raw/sub/up").symlink_to("..")  # without end
    names, left_out = chosen()
    assert names == ["letter/a.md", "letter/inside.md", "letter/sub/b.md"]
    assert left_out.pop("in a linked folder") > 1
    assert left_out == {"link to outside": 1, "not a file": 1}


def test_the_folder_of_a_source_may_itself_be_a_link():
    put("disk/a.md", "disk/x/b.md")
    Path("raw").symlink_to("disk")
    assert chosen() == (["letter/a.md", "letter/x/b.md"], {})


def test_nothing_left_of_a_source_is_no_reason_to_delete_all_of_it_there():
    put("raw/a.md", "raw/b.log")
    with pytest.raises(AcervoError) as error:
        chosen(include=["*.pdf"])
    assert error.value.where == "sources.letter.files"
    assert "left out: *.log: 1, not in include: 1" in error.value.what
    with pytest.raises(AcervoError, match="left out: none"):
        chosen("gone/*")


@given(st.text(min_size=1))
def test_any_name_is_judged(path):
    assert reason_to_leave(path) is None or isinstance(reason_to_leave(path), str)


def test_gits_name_of_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"hello\n")
    assert file_git_sha1(tmp_path / "a") == "ce013625030ba8dba906f756967f9e9ca394464a"


def paths(found):
    return [(batch.gone, batch.adds) for batch in found]


def test_each_folder_is_a_commit():
    found = batches({"l/b/2": 1, "l/1": 1, "l/a/x": 1, "l/b/1": 1}, ["l/b/0", "l/c/9"])
    assert paths(found) == [
        ((), ("l/1",)),
        ((), ("l/a/x",)),
        (("l/b/0",), ("l/b/1", "l/b/2")),
        (("l/c/9",), ()),
    ]
    assert str(found[2]) == "l/b (2 sent, 1 removed)"


def test_a_large_folder_is_several_commits(monkeypatch):
    monkeypatch.setattr(documents_publishing, "_OPERATIONS", 3)
    monkeypatch.setattr(documents_publishing, "_BYTES", 100)
    small = batches({f"l/{n}": 1 for n in range(7)}, [])
    assert [len(batch.adds) for batch in small] == [3, 3, 1]
    large = batches({"l/1": 60, "l/2": 60, "l/3": 500, "l/4": 1, "l/5": 1}, [])
    assert [batch.adds for batch in large] == [("l/1",), ("l/2",), ("l/3",), ("l/4", "l/5")]


def test_neighbours_share_a_commit_if_there_are_very_many_folders(monkeypatch):
    monkeypatch.setattr(documents_publishing, "_OPERATIONS", 30)
    found = batches({f"l/{n:03}/x": 1 for n in range(150)}, [])
    assert [len(batch.adds) for batch in found] == [30] * 5
    assert str(found[0]) == "l/000 to l/029 (30 sent)"
    assert len(batches({f"l/{n:03}/x": 1 for n in range(100)}, [])) == 100


def test_what_was_a_folder_and_becomes_a_file_is_one_commit():
    assert paths(batches({"l/a": 1, "l/b": 1}, ["l/a/x/1", "l/a/y"])) == [
        (("l/a/x/1", "l/a/y"), ("l/a", "l/b"))
    ]
    assert paths(batches({"l/a/x": 1}, ["l/a"])) == [(("l/a",), ()), ((), ("l/a/x",))]


def test_no_change_is_no_commit():
    assert batches({}, []) == []


@pytest.fixture
def fetched():
    put("raw/a.md", "raw/b.md")
    fetch = {"repo": "rua/papers", "revision": COMMIT}
    write_json(note_of("letter", "raw/*"), {**fetch, "files": ["a.md", "b.md"]})
    return {"letter": {"files": "raw/*", "fetch": fetch}, "other": {"files": "gone/*"}}


def test_a_build_knows_what_is_fetched(fetched):
    assert unfetched(fetched) is None
    Path("raw/more.md").write_text("mine")
    assert unfetched(fetched) is None


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda s: Path("raw/b.md").unlink(), "1 of its documents are gone, b.md for one"),
        (lambda s: note_of("letter", "raw/*").unlink(), "are not here yet"),
        (lambda s: s["fetch"].update(revision="d" * 40), "are not here yet"),
        (lambda s: s["fetch"].update(repo="rua/others"), "are not here yet"),
    ],
)
def test_what_is_not_fetched_is_told_with_the_command(fetched, damage, said):
    damage(fetched["letter"])
    error = unfetched(fetched)
    assert said in error.what and error.where == "sources.letter.fetch"
    assert "snakemake fetch_documents" in error.fix
