import os
import re
from pathlib import Path

import pytest
from acervo import exports as module
from acervo.errors import AcervoError
from acervo.exports import exports


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def put(*paths):
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("x")


def source(files, kind="whatsapp"):
    return {"kind": kind, "files": files}


def test_every_file_of_a_chat_is_an_export():
    put("raw/Ana & Rui.txt", "raw/grupo [1].zip", "raw/pasta/dentro.txt")
    found = exports({"praca": source("raw/*")})
    assert sorted(found["praca"].values()) == [["raw/Ana & Rui.txt"], ["raw/grupo [1].zip"]]


def test_every_folder_of_a_newsletter_is_an_export():
    put("raw/2023/b.md", "raw/2023/a.md", "raw/2024/a.md", "raw/c.md")
    found = exports({"boletim": source("raw/**/*", "newsletter")})
    assert sorted(found["boletim"].values()) == [
        ["raw/2023/a.md", "raw/2023/b.md"],
        ["raw/2024/a.md"],
        ["raw/c.md"],
    ]


def test_ids_tell_nothing_and_stay():
    put("raw/Ana & Rui.txt")
    assert exports({"praca": source("raw/*")}) == {"praca": {"ffcd8f863e": ["raw/Ana & Rui.txt"]}}
    put("raw/outro.txt", "raw/Bia.txt")
    found = exports({"praca": source("raw/*")})["praca"]
    assert found["ffcd8f863e"] == ["raw/Ana & Rui.txt"]
    assert len(found) == 3 and all(re.fullmatch("[0-9a-f]{10}", i) for i in found)


@pytest.mark.parametrize("kind", ["whatsapp", "newsletter"])
def test_the_order_of_the_file_system_does_not_matter(monkeypatch, kind):
    put(*(f"raw/{folder}/{name}.md" for folder in "ab" for name in "xyz"))
    sources = {"praca": source("raw/**/*", kind)}
    before, real = exports(sources), module.glob
    monkeypatch.setattr(module, "glob", lambda *a, **k: real(*a, **k)[::-1])
    again = exports(sources)
    assert again == before and list(again["praca"]) == list(before["praca"])


def test_a_file_found_twice_counts_once(monkeypatch):
    put("raw/a/x.md")
    real = module.glob
    monkeypatch.setattr(module, "glob", lambda *a, **k: real(*a, **k) * 2)
    assert list(exports({"b": source("raw/**/**/*", "newsletter")})["b"].values()) == [
        ["raw/a/x.md"]
    ]


def test_absolute_paths(tmp_path):
    put("raw/a.txt")
    found = exports({"praca": source(f"{tmp_path}/raw/*")})
    assert list(found["praca"].values()) == [[f"{tmp_path}/raw/a.txt"]]


@pytest.mark.parametrize("files", ["raw/*", "nowhere/**/*", "raw"])
def test_a_glob_that_matches_no_file(files):
    Path("raw/folder").mkdir(parents=True)
    with pytest.raises(AcervoError, match=re.escape(f"no file matches {files!r}")) as error:
        exports({"praca": source(files)})
    assert error.value.where == "sources.praca.files" and error.value.fix


@pytest.mark.parametrize("other", ["raw/*.txt", "./raw/a.*", "raw/../raw/*", "link/a.txt"])
def test_two_sources_may_not_share_a_file(other):
    put("raw/a.txt")
    Path("link").symlink_to("raw")
    with pytest.raises(AcervoError, match="'praca' and 'rua' both claim") as error:
        exports({"praca": source("raw/*"), "rua": source(other)})
    assert error.value.where == "sources.rua.files"


def test_a_file_name_that_is_no_text():
    put(b"raw/\xff.txt".decode("utf-8", "surrogateescape"))
    (found,) = exports({"praca": source("raw/*")})["praca"].values()
    assert os.fsencode(found[0]) == b"raw/\xff.txt"
