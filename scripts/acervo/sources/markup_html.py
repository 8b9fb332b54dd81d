"""HTML pages as light Markdown, cut at their headings.

Paragraphs, `- ` lists, `[text](address)` links, quotes, fenced code, one line per table row.
What no reader sees is left out, and what belongs to the page and not to the letter: navigation,
scripts, styles, buttons, the page's footer (see `visibility`).
"""

import re
import warnings
from collections import Counter
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag, UnusualUsageWarning
from bs4.element import NavigableString

from acervo.sources.section import Outline, Section
from acervo.sources.visibility import shown

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup"),
    *("hr", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table"),
    *("tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS),
}
# Inside a table these tell a layout from data: a layout is read as the blocks it is made of.
_LAYOUT = (*_HEADINGS, "table", "p", "div", "ul", "ol", "article", "section")
# A heading that holds these was not closed, or is no heading.
_NOT_TITLE = (*_HEADINGS, "table", "p", "ul", "ol", "article", "section")
LINKS = ("http://", "https://", "mailto:", "tel:")
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")


def parse(text: str) -> BeautifulSoup:
    """Parse a page with Python's own parser, which knows the lines of the source.

    Raises:
        bs4.exceptions.ParserRejectedMarkup: it cannot be parsed.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnusualUsageWarning)  # XHTML, or a text that names a file
        return BeautifulSoup(text, "html.parser")


def outline(soup: BeautifulSoup) -> Outline:
    """Cut a parsed page at its headings, as `markup.outline` does.

    A heading of an `<article>` or `<section>` takes along what stands above it in there (a kicker,
    a badge), where it is the one heading of its rank: it belongs to what follows, not to what
    came before.
    """
    writer = _Writer()
    left_out: Counter[str] = Counter()
    for node, entering in shown(soup, left_out):
        if isinstance(node, Tag):
            (writer.enter if entering else writer.leave)(node)
        elif isinstance(node, NavigableString):
            writer.text(node)
    return Outline(writer.close(), left_out)


@dataclass
class _Open:
    """A section being written: blocks of text, each with what joins it to the one before."""

    level: int
    title: str | None
    line: int
    blocks: list[tuple[str, str]] = field(default_factory=list)

    def closed(self) -> Section:
        text = "".join(join + block for join, block in self.blocks)
        return Section(self.level, self.title, self.line, text.lstrip("\n"))


@dataclass
class _Container:
    """An `<article>` or `<section>`: where its text begins, and its heading if it has just one."""

    section: int
    block: int
    heading: Tag | None


class _Writer:
    """Collects inline text and cuts it into blocks and sections as tags begin and end."""

    def __init__(self) -> None:
        self.sections = [_Open(0, None, 0)]
        self.line = 0  # of the last tag that began
        self.inline: list[str] = []
        self.heading: Tag | None = None  # the one being read: all of it is its title
        self.link: tuple[str, int] | None = None  # address, and where its text begins in `inline`
        self.lists: list[int | None] = []  # per open list: None for `ul`, the next number for `ol`
        self.bullet = ""  # waits for the first text of its item
        self.quotes = 0
        self.preformatted = 0
        self.join = "\n\n"
        self.cells: list[str] | None = None  # of the row of a data table
        self.tables: list[bool] = []  # per open table: is it data?
        self.containers: list[_Container] = []

    def text(self, node: NavigableString) -> None:
        self.inline.append(str(node) if self.preformatted else _SPACE.sub(" ", node))

    def enter(self, tag: Tag) -> None:
        self.line = tag.sourceline or self.line
        name = tag.name
        if self.heading:
            self.inline.append(" " if name == "br" or name in _BLOCKS else "")
            if name == "img":
                self.inline.append(str(tag.get("alt") or ""))
            return
        if name in _BLOCKS:
            self._flush()
        if name in _HEADINGS and tag.find(_NOT_TITLE) is None:
            self.heading = tag
        elif name == "br":
            self.inline.append(" " if self.cells is not None else "\n")
        elif name == "a":
            address = str(tag.get("href") or "").strip()
            if self.link is None and address.lower().startswith(LINKS):
                self.link = (address, len(self.inline))
        elif name == "img":
            self.inline.append(str(tag.get("alt") or ""))
        elif name in ("ul", "ol", "menu"):
            self.lists.append(1 if name == "ol" else None)
        elif name == "li":
            self._item()
        elif name == "blockquote":
            self.quotes += 1
        elif name == "pre":
            self.preformatted += 1
        elif name == "table":
            self.tables.append(tag.find(_LAYOUT) is None)
        elif name == "tr" and self.tables and self.tables[-1]:
            self._end_row()  # of one that was not closed
            self.cells = []
        elif name in ("article", "section"):
            blocks = self.sections[-1].blocks
            place = (len(self.sections) - 1, len(blocks))
            self.containers.append(_Container(*place, _one_heading(tag)))

    def leave(self, tag: Tag) -> None:
        name = tag.name
        if self.heading:
            if tag is self.heading:
                self._heading(tag)
            elif name in _BLOCKS:
                self.inline.append(" ")
            return
        if name in _BLOCKS:
            self._flush()
        if name == "a":
            self._end_link()
            self.link = None
        elif name in ("ul", "ol", "menu"):
            self.lists.pop()
            self.bullet = ""
            self.join = "\n" if self.lists else "\n\n"
        elif name == "li":
            self.bullet = ""
            self.join = "\n"
        elif name == "blockquote":
            self.quotes -= 1
        elif name == "pre":
            self.preformatted -= 1
        elif name == "table":
            self.tables.pop()
            self.join = "\n\n"
        elif name == "tr":
            self._end_row()
        elif name in ("article", "section"):
            self.containers.pop()

    def close(self) -> list[Section]:
        self._flush()
        first = self.sections[0]
        return [s.closed() for s in (self.sections if first.blocks else self.sections[1:])]

    def _item(self) -> None:
        number = self.lists[-1] if self.lists else None
        self.bullet = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1

    def _end_row(self) -> None:
        cells, self.cells = self.cells, None
        if cells:
            self._add(" | ".join(cells))
            self.join = "\n"

    def _end_link(self) -> None:
        """Put the text of the open link, if there is any, into brackets."""
        if self.link is None:
            return
        address, start = self.link
        label = _SPACE.sub(" ", "".join(self.inline[start:]))
        text = label.strip()
        if text and text != address:
            # The spaces inside the tag stay between the words, outside the brackets.
            left, right = label[: len(label) - len(label.lstrip())], label[len(label.rstrip()) :]
            self.inline[start:] = [f"{left}[{text}]({address}){right}"]
        self.link = (address, len(self.inline))

    def _flush(self) -> None:
        """End the current block of text."""
        self._end_link()
        text = "".join(self.inline)
        self.inline = []
        if self.link:
            self.link = (self.link[0], 0)
        if self.preformatted:
            text = text.strip("\n").rstrip()
            text = f"```\n{text}\n```" if text else ""
        else:
            text = "\n".join(line for line in (part.strip() for part in _lines(text)) if line)
        if not text:
            return
        if self.cells is not None:
            self.cells.append(text)
        else:
            self._add(text)

    def _add(self, text: str) -> None:
        indent = "  " * (len(self.lists) - 1) if self.lists else ""
        if self.lists and not self.bullet:
            indent += "  "
        if self.bullet or self.quotes or indent:
            quote = "> " * self.quotes
            first = f"{quote}{indent}{self.bullet}"
            rest = f"{quote}{indent}{' ' * len(self.bullet)}"
            head, *tail = text.split("\n")
            text = "\n".join([first + head, *(rest + line for line in tail)])
        section = self.sections[-1]
        section.line = section.line or self.line or 1
        section.blocks.append((self.join, text))
        self.bullet = ""
        self.join = "\n\n" if not self.lists else "\n"

    def _heading(self, tag: Tag) -> None:
        title = " ".join("".join(self.inline).split())
        self.inline = []
        self.heading = None
        if not title:
            return
        container = self.containers[-1] if self.containers else None
        section = _Open(int(tag.name[1]), title, tag.sourceline or self.line)
        if container and container.heading is tag and container.section == len(self.sections) - 1:
            before = self.sections[-1].blocks
            section.blocks = before[container.block :]
            del before[container.block :]
        self.sections.append(section)
        self.bullet, self.join = "", "\n\n"


def _lines(text: str) -> list[str]:
    return [_SPACE.sub(" ", line) for line in text.split("\n")]


def _one_heading(container: Tag) -> Tag | None:
    """The first heading of a container, if no other in it is of its rank or above."""
    found = container.find_all(_HEADINGS)
    if not found or found[0].find_parent(["article", "section"]) is not container:
        return None
    return found[0] if all(tag.name > found[0].name for tag in found[1:]) else None
