"""Markdown, reStructuredText and HTML, cut at their headings."""

import itertools
import re
from dataclasses import dataclass
from typing import Any

from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from markdown_it.token import Token

from acervo.sources import markup_html
from acervo.sources.section import Section

FORMATS = ("markdown", "rst", "html")

# Tags that stand in headings; anything else in angle brackets is text.
_TAG = re.compile(
    r"</?(a|abbr|b|big|br|cite|code|del|em|font|i|img|ins|kbd|mark|s|small|span|strong|su[bp]|u)"
    r"\b[^>]*>|<!--.*-->",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"\s*(<!--((?!-->).)*-->\s*)+", re.DOTALL)
# docutils ends lines at these too; for us they are characters like others.
_NOT_LINES = str.maketrans(dict.fromkeys("\x1c\x1d\x1e\x85\u2028\u2029", " "))
_RST_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "raw_enabled": False,
    "report_level": 5,
    "syntax_highlight": "none",
    "warning_stream": False,
}


@dataclass(frozen=True)
class _Heading:
    """A heading in source lines, which count from 0: those from `start` up to `end`."""

    level: int
    title: str
    start: int
    end: int


def sections(text: str, markup: str) -> list[Section]:
    """Cut a text at its headings.

    Args:
        text: lines ending in line feeds.
        markup: one of `FORMATS`.

    Returns:
        One section per heading, in order, those without text of their own too; before them the
        text that stands above the first heading, if any. For Markdown and reStructuredText every
        line that is not blank is part of one heading or of one section's text, as it was written;
        HTML becomes light Markdown (see `markup_html`).

    Raises:
        ValueError: an unknown markup.
    """
    if markup == "markdown":
        return _cut(text, _markdown_headings(text))
    if markup == "rst":
        return _cut(text, _rst_headings(text))
    if markup == "html":
        return markup_html.sections_of(markup_html.parse(text))
    raise ValueError(f"unknown markup {markup!r}, expected one of {', '.join(FORMATS)}")


def comment_lines(text: str) -> list[int]:
    """Numbers, from 1, of the lines of Markdown that hold HTML comments and nothing else.

    Only comments that are blocks: not those in fences, nor those inside a line of text.
    """
    if "<!--" not in text:
        return []
    lines = text.split("\n")
    result: list[int] = []
    for token in _blocks(text, {}):
        if token.type == "html_block" and token.map:
            start, end = token.map
            if _COMMENT.fullmatch("\n".join(lines[start:end])):
                result += range(start + 1, end + 1)
    return result


def _cut(text: str, headings: list[_Heading]) -> list[Section]:
    lines = text.split("\n")
    bounds = [*headings, _Heading(0, "", len(lines), len(lines))]
    result = []
    first = next((n for n, line in enumerate(lines[: bounds[0].start]) if line.strip()), None)
    if first is not None:
        result.append(Section(0, None, first + 1, _block(lines[first : bounds[0].start])))
    for heading, following in zip(headings, bounds[1:], strict=True):
        own = _block(lines[heading.end : following.start])
        result.append(Section(heading.level, heading.title, heading.start + 1, own))
    return result


def _block(lines: list[str]) -> str:
    """Lines without the blank ones around them; indentation has a meaning and stays."""
    return re.sub(r"\A(?:[^\S\n]*\n)+", "", "\n".join(lines)).rstrip()


def _blocks(text: str, links: dict[str, Any]) -> list[Token]:
    """Block tokens of Markdown; `links` takes up the definitions of link references."""
    parser = MarkdownIt("commonmark")
    parser.core.ruler.enableOnly(["normalize", "block"])  # the inline rules take most of the time
    return parser.parse(text, links)


def _markdown_headings(text: str) -> list[_Heading]:
    """Headings of the document itself: not those inside lists, quotes, fences or HTML."""
    links: dict[str, Any] = {}
    tokens = _blocks(text, links)
    inline = MarkdownIt("commonmark")
    result = []
    for token, content in itertools.pairwise(tokens):
        if token.type == "heading_open" and token.level == 0 and token.map:
            title = _plain(inline.parseInline(content.content, links))
            result.append(_Heading(int(token.tag[1]), title, *token.map))
    return result


def _plain(tokens: list[Token]) -> str:
    """Text of inline tokens: that of links and pictures, no markup."""
    parts = []
    for token in tokens:
        if token.children:
            parts.append(_plain(token.children))
        elif token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type == "html_inline" and not _TAG.fullmatch(token.content):
            parts.append(token.content)  # Vec<T> is a name, not markup
    return " ".join("".join(parts).split())


def _rst_headings(text: str) -> list[_Heading]:
    lines = text.split("\n")
    tree = publish_doctree(text.translate(_NOT_LINES), settings_overrides=_RST_SETTINGS)
    result = []
    for section in tree.findall(nodes.section):
        title = section.next_node(nodes.title)
        if title is None or section.line is None:
            continue
        under = section.line - 1  # docutils counts from 1, and names the line below the title
        over = under > 1 and lines[under - 2].rstrip() == lines[under].rstrip()
        level = 1
        parent = section.parent
        while isinstance(parent, nodes.section):
            level, parent = level + 1, parent.parent
        # A substitution may stand for today's date: the title as written says the same every day.
        name = title.rawsource if "|" in title.rawsource else title.astext()
        result.append(_Heading(level, " ".join(name.split()), under - 1 - over, under + 1))
    return result
