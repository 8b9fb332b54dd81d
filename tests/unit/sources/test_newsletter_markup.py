import re

import pytest
from acervo.sources import markup, markup_html
from acervo.sources.section import Section, paths
from hypothesis import assume, given, settings
from hypothesis import strategies as st


def outline(text: str, form: str = "markdown") -> list[tuple[int, str | None, int]]:
    return [(s.level, s.title, s.line) for s in markup.outline(text, form).sections]


def test_markdown_headings() -> None:
    text = (
        "before\n\n# One #\n\ntext\nTwo\n---\n```\n# not\n```\n> # not\n\n- # not\n\n"
        "<!--\n# not\n-->\n\n#not\n\n    # not\n\n### *Three* [x](http://a.b) `c` \\*\n"
    )
    assert outline(text) == [
        (0, None, 1),
        (1, "One", 3),
        (2, "text Two", 5),
        (3, "Three x c *", 23),
    ]
    found = markup.outline(text, "markdown").sections
    assert [s.text for s in found[:2]] == ["before", ""] and found[-1].text == ""
    assert found[2].text.startswith("```\n# not") and found[2].text.endswith("    # not")


def test_titles_keep_names_in_angle_brackets_and_lose_tags() -> None:
    text = '# <a name="x"></a>Vec<T> &amp; Box<T>\n## [Ref][r]\n\n[r]: http://x.y\n'
    assert [s.title for s in markup.outline(text, "markdown").sections] == [
        "Vec<T> & Box<T>",
        "Ref",
    ]


def test_paths_name_the_headings_around() -> None:
    levels = [(0, None), (1, "A"), (3, "B"), (2, "C"), (2, ""), (3, "D"), (1, "E")]
    found = [Section(level, title, 1, "") for level, title in levels]
    assert paths(found) == [None, "A", "A › B", "A › C", "A", "A › D", "E"]


def test_rst() -> None:
    text = (
        "intro\n\n=====\nTitle\n=====\n\nText *here*\n\nSub `x`_\n--------\n\ncode::\n\n"
        "   Not\n   ---\n\n.. include:: /etc/hostname\n\nLast |d|\n--------\nend\n\n"
        ".. |d| date::\n.. _x: y\n"
    )
    assert outline(text, "rst") == [
        (0, None, 1),
        (1, "Title", 3),
        (2, "Sub x", 9),
        (2, "Last |d|", 19),
    ]
    assert markup.outline(text, "rst").sections[1].text == "Text *here*"


def test_unknown_markup() -> None:
    with pytest.raises(ValueError, match="unknown markup"):
        markup.outline("x", "docx")


# Hypothesis

LINES = st.sampled_from(
    [
        *("", "  ", "text", "more words", "# One", "## Two", "#Two", "### Three ###", "==="),
        *("---", "```", "- item", "  - # item", "> quote", "<div>", "    code"),
        *("[a](http://x)", "\x0cx", "a\u2028b", "\t", "##", "***", "1. x", "`<!--`", "~~~~"),
        *(".. note::", ":date: 2020-01-01", "Two words", "---------"),
    ]
)
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=80))


def spans(text: str, form: str) -> None:
    """Every line that is not blank stands in one heading or in one text, as it was."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    lines = text.split("\n")
    outline = markup.outline(text, form)
    assume(not outline.hidden)
    found = outline.sections
    begins = [s.line - 1 for s in found] + [len(lines)]
    assert begins == sorted(set(begins))
    assert not any(line.strip() for line in lines[: begins[0]])
    for section, begin, end in zip(found, begins, begins[1:], strict=False):
        here = [line.rstrip() for line in lines[begin:end] if line.strip()]
        own = [line.rstrip() for line in section.text.split("\n") if line.strip()]
        assert own == here[len(here) - len(own) :]
        heading = here[: len(here) - len(own)]
        assert bool(heading) == (section.level > 0)
        if len(heading) == 1 and form == "markdown":
            assert heading[0].lstrip(" ").startswith("#" * section.level)


@settings(deadline=None)
@given(TEXTS)
def test_no_line_of_markdown_is_lost(text: str) -> None:
    spans(text, "markdown")


@settings(deadline=None)
@given(st.lists(LINES, max_size=12).map("\n".join))
def test_no_line_of_rst_is_lost(text: str) -> None:
    spans(text, "rst")


TAGS = ("p", "div", "ul", "li", "ol", "table", "tr", "td", "h1", "h2", "h3", "article", "section")
INLINE = ("b", "a href='http://x.y'", "blockquote", "pre", "details", "span", "br", "img alt='z'")


OPENED = [f"<{tag}>" for tag in TAGS + INLINE]
CLOSED = [f"</{tag}>" for tag in (*TAGS, "a", "pre")]
WORDS = st.integers(100, 999).map(lambda number: f" w{number} ")


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(OPENED + CLOSED), WORDS), max_size=40))
def test_no_word_of_a_page_is_lost(parts: list[str]) -> None:
    """However tags are nested, left open or closed twice."""
    page = "".join(parts)
    found = markup_html.outline(markup_html.parse(page)).sections
    words = " ".join(f"{s.title or ''} {s.text}" for s in found)
    assert sorted(re.findall(r"w\d{3}", words)) == sorted(re.findall(r"w\d{3}", page))
    assert all(s.line >= 1 for s in found)
