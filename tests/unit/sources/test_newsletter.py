import datetime as dt
import tempfile
from pathlib import Path

import polars as pl
import pytest
from acervo.errors import AcervoError
from acervo.schema import RECORDS
from acervo.sources import newsletter
from acervo.sources.report import FileReport, Reject
from hypothesis import given, settings
from hypothesis import strategies as st


def read(
    folder: Path, name: str, content: str | bytes, **options: str
) -> tuple[pl.DataFrame, FileReport]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    records, report = newsletter.read(path, file=f"raw/{name}", source="letter", **options)
    RECORDS.model.validate(records)
    assert records.to_arrow().cast(RECORDS.arrow).num_rows == report.records
    return records, report.check()


def test_one_record_per_section_with_text(tmp_path: Path) -> None:
    front = "---\ntitle: Week 1\ndate: 2024-05-03\nauthor: Someone\n---\n"
    content = f"{front}Hi\n\n# A\n## B\n\n* x\n* y\n\n# C\nz\n"
    records, report = read(tmp_path, "x.md", content, timezone="America/Sao_Paulo")
    assert records.select("section_title", "text", "line", "position").rows() == [
        (None, "Hi", 6, 0),
        ("A › B", "* x\n* y", 9, 1),
        ("C", "z", 14, 2),
    ]
    same = {
        "source": "letter",
        "thread": "letter",
        "kind": "section",
        "state": "posted",
        "sent_at": dt.datetime(2024, 5, 3, 3, tzinfo=dt.UTC),
        "date": dt.date(2024, 5, 3),
        "author": None,
        "title": "Week 1",
        "attachments": [],
        "file": "raw/x.md",
    }
    assert all(row.items() >= same.items() for row in records.iter_rows(named=True))
    assert report == FileReport(
        "raw/x.md",
        lines=15,
        accepted=15,
        records=3,
        details={
            "encoding": "utf-8",
            "date": "2024-05-03",
            "date_from": "front matter",
            "title": True,
            "sections": 3,
            "heading_only": 1,
            "hidden": {},
            "hidden_lines": 0,
        },
    )


def test_what_no_reader_sees_is_counted_and_left_out(tmp_path: Path) -> None:
    content = "# A\n<!-- only\n# a note -->\n# B\ntext <!-- n -->\n\n![](a.png)\n"
    records, report = read(tmp_path, "2024-05-03.md", content)
    assert records.select("section_title", "text", "line").rows() == [("B", "text", 4)]
    assert report.details["hidden"] == {"comments": 2, "images": 1}
    assert report.details["hidden_lines"] == 3 and report.details["heading_only"] == 1


@pytest.mark.parametrize(
    ("name", "content", "title"),
    [
        ("2024-05.md", "Title: From the header\n\n# No\nx", "From the header"),
        ("2024-05.md", "## No\n# First\nx", "First"),
        ("2024-05.md", "## No\nx", None),
        ("2024-05.html", "<title>Of the page</title><h1>No</h1>x", "Of the page"),
        ("2024-05.htm", "---\ntitle: In front\n---\n<title>No</title>x", "In front"),
        ("2024-05.html", "<h1>First</h1>x", "First"),
        ("2024-05.rst", "First\n=====\n\n:tags: a\n\nx", "First"),
        ("2024-05.txt", "# First\nx", "First"),
    ],
)
def test_title(tmp_path: Path, name: str, content: str, title: str | None) -> None:
    records, report = read(tmp_path, name, content)
    assert records["title"].to_list() == [title]
    assert report.details["title"] == (title is not None)
    assert records["date"].to_list() == [dt.date(2024, 5, 1)]


@pytest.mark.parametrize(
    ("name", "content", "date", "place", "warnings"),
    [
        (
            "2019-08-12-x.md",
            "---\ndate: 2019-08-13\n---\nx",
            "2019-08-13",
            "front matter",
            ["date conflict: front matter 2019-08-13, file name 2019-08-12"],
        ),
        (
            "2019-09.md",
            "Date: 2019-08-13\n\nx",
            "2019-08-13",
            "header",
            ["date conflict: header 2019-08-13, file name 2019-09"],
        ),
        ("2019-08.md", "Date: 2019-08-13\n\nx", "2019-08-13", "header", []),
        (
            "2024-03-01.md",
            "---\ndate: 2024-02-30\n---\nx",
            "2024-03-01",
            "file name",
            ["front matter: impossible date 2024-02-30"],
        ),
        (
            "3-de-maio-de-2024.rst",
            ":date: 05/04/2024\n\nx",
            "2024-05-03",
            "file name",
            ["header: day and month cannot be told apart"],
        ),
        (
            "2024-05-03.md",
            "---\ndate: soon\n---\nx",
            "2024-05-03",
            "file name",
            ["front matter: date not understood"],
        ),
        ("x.html", "<meta name=date content=2024-05-03>x", "2024-05-03", "header", []),
        ("x.rst", "T\n=\n\n:Date: 2024-05-03\n\nx", "2024-05-03", "header", []),
    ],
)
def test_date(
    tmp_path: Path, name: str, content: str, date: str, place: str, warnings: list[str]
) -> None:
    _, report = read(tmp_path, name, content)
    assert (report.details["date"], report.details["date_from"]) == (date, place)
    assert report.warnings == warnings


@pytest.mark.parametrize(
    ("name", "content", "lines", "reason"),
    [
        ("x.md", "a\nb", 2, "no date in front matter, header or file name"),
        ("2024-02-30.md", "a\n", 1, "no date in front matter, header or file name"),
        ("2024-05-03.md", "", 0, "empty file"),
        ("2024-05-03.md", "\ufeff \n\n", 2, "empty file"),
        ("2024-05-03.md", b"\x89PNG\0\n\0", 2, "binary file"),
        ("2024-05-03.md", b"\xff\xfe\0\0a\0\0\0", 1, "binary file"),
        ("2024-05-03.md", b"caf\xe9 \x01", 1, "binary file"),
        ("2024-05-03.md", b"\xff\xfea", 1, "cannot be decoded as UTF-16, which it says it is"),
        (
            "2024-05-03.docx",
            "a",
            1,
            "unknown extension, expected one of .md .markdown .txt .html .htm .rst",
        ),
    ],
)
def test_a_bad_file_is_one_reject(
    tmp_path: Path, name: str, content: str | bytes, lines: int, reason: str
) -> None:
    records, report = read(tmp_path, name, content)
    assert records.is_empty() and report.rejected == report.lines == lines
    assert report.rejects == [Reject(1, lines, reason)]


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AcervoError, match="cannot be read"):
        newsletter.read(tmp_path / "2024-05-03.md", file="x", source="letter")


def test_a_file_on_which_a_parser_gives_up_is_one_reject(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up(text: str) -> None:
        raise RecursionError(text)

    monkeypatch.setattr(newsletter.markup_html, "parse", give_up)
    _, report = read(tmp_path, "2024-05-03.html", "private")
    assert report.rejects == [Reject(1, 1, "cannot be parsed as html (RecursionError)")]


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        ("\ufeffçã\r\nx\r".encode(), "utf-8", "çã\nx"),
        ("çã\nx".encode("utf-16"), "utf-16", "çã\nx"),
        ("\ufeffçã\nx".encode("utf-16-be"), "utf-16", "çã\nx"),
        ("ação – “x”".encode("cp1252"), "cp1252", "ação – “x”"),
        (b"a\xe7\xe3o \x81", "latin-1", "ação \x81"),
        ("ação, coração, é".encode() + b"\xc3", "utf-8", "ação, coração, é\ufffd"),
    ],
)
def test_encodings(tmp_path: Path, content: bytes, encoding: str, text: str) -> None:
    records, report = read(tmp_path, "2024-05-03.md", content)
    assert records["text"].to_list() == [text] and report.details["encoding"] == encoding
    assert report.warnings == (["damaged UTF-8: 1 characters replaced"] if "\ufffd" in text else [])


def test_a_file_of_metadata_alone_is_accepted_with_a_warning(tmp_path: Path) -> None:
    records, report = read(tmp_path, "x.md", "---\ndate: 2024-05-03\n---\n")
    assert (
        records.is_empty() and report.accepted == 3 and report.warnings == ["no section has text"]
    )


def test_an_unknown_time_zone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AcervoError, match="unknown time zone 'Mars/Base'"):
        read(tmp_path, "2024-05-03.md", "x", timezone="Mars/Base")


PIECES = st.sampled_from(
    [
        *(b"---\n", b"title: ", b"date: 2024-02-", b"30", b"\n", b"# ", b"\xff\xfe", b"\0", b"<p>"),
        *(b"<![", b"&#0;", b"- ", b": [", b"===\n", b":date: ", b"\xe9", b"\xc3\xa9", b"\r\n"),
        *(b"<!--", b"x", b".. raw:: html\n\n"),
    ]
)
CONTENT = st.one_of(st.binary(max_size=60), st.lists(PIECES, max_size=20).map(b"".join))
NAMES = st.sampled_from([f"2024-05-03{suffix}" for suffix in (*newsletter.MARKUPS, ".png", "")])


@settings(deadline=None)
@given(CONTENT, NAMES)
def test_whatever_the_bytes_no_traceback(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _, report = read(Path(folder), name, content)
    assert report.rejected in (0, report.lines)
    assert bool(report.rejects) == (report.accepted == 0)
