"""The reader against newsletters of others, which lie beside the repository."""

import functools
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from acervo.sources import markup_html, metadata, newsletter
from acervo.sources.report import FileReport

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "newsletter"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"the newsletters are not there: {DATA}")

# Headings that the list counts, because a line begins with #, and that are no headings: all three
# stand in the comments of a template, not shown to anyone.
COMMENTED_OUT = {
    "2023-12-06-this-week-in-rust.md": 1,
    "2024-12-18-this-week-in-rust.md": 1,
    "2025-12-31-this-week-in-rust.md": 1,
}
# The list gives the date as written; one digit for the day.
DATES = {
    "2020-12-2-this-week-in-rust.md": "2020-12-02",
    "2020-12-9-this-week-in-rust.md": "2020-12-09",
}
# What a browser does not show, found without a parser. One issue holds a chart as a script.
HIDDEN = re.compile(r"^<!--.*?-->|^<(script|noscript)\b.*?</\1>", re.MULTILINE | re.DOTALL)

Issue = tuple[Path, pl.DataFrame, FileReport]


@functools.cache
def issues(folder: str) -> list[Issue]:
    found = []
    for path in sorted((DATA / folder).iterdir()):
        records, report = newsletter.read(path, file=path.name, source=folder)
        found.append((path, records, report.check()))
    return found


def listed(folder: str) -> dict[str, dict[str, str | int]]:
    entries = json.loads((DATA / f"{folder}_manifest.json").read_text("utf-8"))
    return {entry["file"]: entry for entry in entries}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def metadata_free(text: str) -> str:
    """The lines below the metadata: after the second fence, or the first blank line."""
    return re.split(r"\n---\n" if text.startswith("---") else r"\n\s*\n", text, maxsplit=1)[1]


def used(body: str) -> str:
    """The text without addresses that no link names: `[name]: http://...`."""
    return re.sub(
        r"(?m)^(\[[^\]]+\]):.*$",
        lambda match: match[0] if body.lower().count(match[1].lower()) > 1 else "",
        body,
    )


def count_headings(body: str) -> Iterator[str]:
    """Headings found line by line, without a parser."""
    fenced = False
    previous = ""
    for line in HIDDEN.sub("", body).split("\n"):
        fenced ^= line.startswith("```")
        if not fenced and re.match(r" {0,3}#{1,6}(\s|$)", line):
            yield line
        elif not fenced and re.fullmatch(r"(=+|-+)\s*", line) and re.match(r"[^\s#>*-]", previous):
            yield previous
        previous = line


def test_this_week_in_rust() -> None:
    truth = listed("this-week-in-rust")
    found = issues("this-week-in-rust")
    assert {path.name for path, _, _ in found} == truth.keys() and len(found) == 223
    for path, records, report in found:
        expected = truth[path.name]
        assert records["title"].unique().to_list() == [expected["title"]]
        date = DATES.get(path.name, str(expected["date"])[:10])
        assert report.details["date"] == date, path.name
        sections = int(expected["sections"]) - COMMENTED_OUT.get(path.name, 0)
        assert report.details["sections"] == sections, path.name
        assert not report.rejected
    warnings = {path.name: report.warnings for path, _, report in found if report.warnings}
    assert warnings == {
        "2019-08-12-this-week-in-rust.md": [
            "date conflict: header 2019-08-13, file name 2019-08-12"
        ],
        "2020-08-25-this-week-in-rust.md": [
            "date conflict: header 2020-08-26, file name 2020-08-25"
        ],
    }


def test_lwkd() -> None:
    found = issues("lwkd")
    assert len(found) == 50
    for path, records, report in found:
        text = path.read_text("utf-8")
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        fields = dict(line.split(":", 1) for line in front.splitlines() if ":" in line)
        title = fields["title"].strip().strip("\"'")
        assert records["title"].unique().to_list() == [title], path.name
        date = fields.get("date", path.name).strip()[:10]
        assert report.details["date"] == date, path.name
        place = "front matter" if "date" in fields else "file name"
        assert report.details["date_from"] == place
        assert report.details["sections"] == len(list(count_headings(body))), path.name
        conflict = f"date conflict: front matter {date}, file name {path.name[:10]}"
        assert report.warnings == ([conflict] if date != path.name[:10] else [])


@pytest.mark.parametrize("folder", ["this-week-in-rust", "lwkd"])
def test_every_word_of_markdown_is_in_one_section(folder: str) -> None:
    """Texts and titles hold all words that are shown, and the addresses of links."""
    kept = total = 0
    for path, records, _ in issues(folder):
        body = used(HIDDEN.sub("", metadata_free(path.read_text("utf-8"))))
        headings = set(count_headings(body))
        expected = [
            word for line in body.split("\n") if line not in headings for word in words(line)
        ]
        own = [word for text in records["text"] for word in words(text)]
        kept += len(own)
        total += len(expected)
        assert abs(len(own) - len(expected)) <= 0.01 * len(expected), path.name
    print(f"{folder}: {kept} of {total} words of text")
    assert kept == pytest.approx(total, rel=1e-3)


def test_little_of_real_newsletters_is_hidden() -> None:
    """Counted once, and each looked at: comments, unused definitions, images, a script."""
    found: Counter[str] = Counter()
    for folder in ("this-week-in-rust", "lwkd"):
        for _, _, report in issues(folder):
            found.update(report.details["hidden"])
    assert found == {"comments": 337, "definitions": 10, "images": 6, "page": 2}


def test_glfc() -> None:
    truth = listed("glfc-html")
    found = issues("glfc-html")
    assert {path.name for path, _, _ in found} == truth.keys() and len(found) == 13
    kept = total = 0
    for path, records, report in found:
        assert records["title"].unique().to_list() == [truth[path.name]["title"]]
        assert report.details["date"] == f"{path.stem}-01"
        assert report.details["date_from"] == "file name" and not report.warnings
        soup = markup_html.parse(path.read_text("utf-8"))
        articles = soup.find_all("article")
        assert len(articles) == truth[path.name]["articles"]
        sections = {
            (path or "").rpartition(" › ")[2]: text
            for path, text in records.select("section_title", "text").rows()
        }
        for article in articles:
            heading = article.find(["h1", "h2", "h3"])
            assert heading is not None
            own = words(sections[" ".join(heading.get_text().split())])
            assert own == words(article.get_text(" ").replace(heading.get_text(), "", 1))
        headings = soup.find_all(["h1", "h2", "h3", "h4"])
        assert report.details["sections"] == sum(h.find_parent("nav") is None for h in headings)
        for tag in soup.find_all(["nav", "script", "style", "button", "footer", "head"]):
            tag.decompose()
        visible = words(soup.get_text(" "))
        titles = [h.get_text(" ") for h in soup.find_all(["h1", "h2", "h3", "h4"])]
        own = [word for text in [*records["text"], *titles] for word in words(text)]
        assert sorted(own) == sorted(visible), path.name
        kept, total = kept + len(own), total + len(visible)
    print(f"glfc-html: {kept} of {total} words shown")


def test_esta_semana_em_rust_has_no_date() -> None:
    for _, records, report in issues("esta-semana-em-rust-ptbr"):
        assert records.is_empty() and report.rejected == report.lines > 0
        reasons = [reject.reason for reject in report.rejects]
        assert reasons == ["no date in front matter, header or file name"]


def test_metadata_never_reaches_the_text() -> None:
    for path, records, _ in issues("this-week-in-rust")[::20]:
        known = metadata.read_metadata(path.read_text("utf-8"), "markdown")
        assert known.header and "Category:" not in "".join(records["text"])
