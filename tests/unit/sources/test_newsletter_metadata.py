import pytest
from acervo.sources import markup_html
from acervo.sources.metadata import read_html_head, read_metadata


def test_yaml_front_matter_is_taken_as_written() -> None:
    text = (
        "---\nTitle: 'A: b'\ndate: 2018-02-27 23:00:00 -0800\ntags: [x]\nauthor: null\n---\n\n# H\n"
    )
    found = read_metadata(text, "markdown")
    assert found.front == {"title": "A: b", "date": "2018-02-27 23:00:00 -0800"}
    assert found.body == "\n" * 7 + "# H\n" and not found.warnings


@pytest.mark.parametrize("title", ["Week 3: news", '"open', "[a", "@x", "a: b: c", "%"])
def test_broken_yaml_is_read_line_by_line(title: str) -> None:
    found = read_metadata(f"---\ntitle: {title}\ndate: 2024-02-30\n  - : [\n---\nbody", "markdown")
    assert found.title == title and found.front["date"] == "2024-02-30"
    assert found.warnings == ["front matter is not valid YAML: read line by line"]
    assert found.body == "\n\n\n\n\nbody"


def test_nested_too_deep_for_yaml() -> None:
    found = read_metadata(f"---\ntitle: x\ny: {'[' * 5000}\n---\n", "markdown")
    assert found.title == "x" and found.warnings


def test_toml_front_matter() -> None:
    found = read_metadata('+++\ntitle = "A"\ndate = 2024-05-03T10:00:00Z\n+++\nx', "markdown")
    assert (found.title, found.dates) == ("A", [("front matter", "2024-05-03T10:00:00Z")])


@pytest.mark.parametrize(
    "text",
    [
        "---\nonly a rule",
        "---\n\ntext between rules\n\n---\nx",
        "---\nNote: this\nis [text\n---\nx",
        "---\n- a\n- b\n---\n",
        "Note: a word and a colon\nand so on",
        "Data: we have collected some\nand so on",
        "https://example.org: x\n\ny",
        "# Title\nDate: 2024-05-03\n",
    ],
)
def test_text_is_not_taken_for_metadata(text: str) -> None:
    found = read_metadata(text, "markdown")
    assert found.body == text and found.title is None and not found.dates


def test_header_lines() -> None:
    text = "\ntitle: A long\n    title\nDATE: 2013-06-07 18:46\nTags:\n\nKey: text\n"
    found = read_metadata(text, "markdown")
    assert found.title == "A long title"
    assert found.dates == [("header", "2013-06-07 18:46")]
    assert found.body == "\n" * 6 + "Key: text\n"


def test_header_lines_in_portuguese() -> None:
    found = read_metadata("Título: Olá\nData: 3 de maio de 2024\n\nx", "markdown")
    assert (found.title, found.dates) == ("Olá", [("header", "3 de maio de 2024")])


@pytest.mark.parametrize("above", ["", "=====\nTitle\n=====\n\n", "Title\n#####\n", "\n\n"])
def test_docinfo(above: str) -> None:
    found = read_metadata(f"{above}:date: 2020-01-02\n:title: T\n:tags: a\n   b\n\ntext\n", "rst")
    assert found.dates == [("header", "2020-01-02")] and found.title == "T"
    assert found.body == f"{above}\n\n\n\n\ntext\n"


def test_html_head() -> None:
    page = (
        "<html><head><title> A\n b </title>"
        "<meta property='article:published_time' content='2024-05-03T1:00'></head>"
        "<svg><title>no</title></svg><time datetime='2024-05-04'>x</time>"
    )
    found = read_metadata(page, "html")
    read_html_head(markup_html.parse(page), found)
    assert found.title == "A b"
    assert found.dates == [("header", "2024-05-03T1:00"), ("header", "2024-05-04")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: Week 1 <!-- call me --> of May\n---\n", "Week 1 of May"),
        ("Title: Week 1 <!-- call\n  me --> of May\n\nx", "Week 1 of May"),
        ("---\ntitle: <!-- call me -->\n---\n", None),
    ],
)
def test_comments_in_titles_are_not_shown(text: str, title: str | None) -> None:
    assert read_metadata(text, "markdown").title == title
