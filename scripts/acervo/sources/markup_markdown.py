"""Markdown as it was written, cut at its headings, without what no reader sees.

That is HTML comments, hidden HTML elements, attributes of tags, targets of images, and definitions
of links that no link uses. Which elements are hidden is asked of a page that is made of the tags
in the text and, between them, of numbers that stand for the pieces of the text.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import Tag
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline, html_inline, image
from markdown_it.token import Token

from acervo.sources.markup_html import LINKS, parse
from acervo.sources.section import Heading, Outline, cut, hidden_lines, leave_out
from acervo.sources.visibility import LEFT_OUT, TAGS, shown

# What stands beside text in a block of HTML; its end may be missing.
_RAW = re.compile(
    r"<!--(?:.*?-->|.*)|<\?(?:.*?\?>|.*)|<!\[CDATA\[(?:.*?\]\]>|.*)|<![A-Za-z](?:[^>]*>|.*)"
    r"""|</?[A-Za-z](?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^'">])*(?:>|\Z)""",
    re.DOTALL,
)
_TAG = re.compile(r"<(?P<slash>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""", re.IGNORECASE)
_WITHOUT_TAGS = ("script", "style", "textarea", "title")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]", re.DOTALL)
_NUMBER = re.compile("\x02([0-9]+)\x03")
_GONE = "\0"  # while a block is put together; of the spaces on both sides one is enough
_AROUND = re.compile(f" (?:{_GONE}+ )+")
# Not valid, but meant: the name of a file with spaces, an address that is refused (file:).
_LOOSE_IMAGE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|!\[\[[^\[\]\n]+\]\]"
)
_WITH_TEXT = ("inline", "html_block", "fence", "code_block", "hr")

Rule = Callable[[StateInline, bool], bool]


@dataclass(frozen=True)
class _Piece:
    """A part of a block that is shown or hidden as a whole: where it is, what stands for it.

    `kind` tells what is left out even where the piece is shown.
    """

    start: int
    end: int
    shown: str
    kind: str = ""


@dataclass(frozen=True)
class _Block:
    """Source lines from `first` up to `end`, the text in them, and the numbers of its pieces.

    `level` is the rank of a heading of the document itself, not of one in a list or quote.
    """

    first: int
    end: int
    content: str
    level: int
    pieces: range


def outline(text: str) -> Outline:
    """Cut Markdown at its headings, as `markup.outline` does."""
    text = text.replace("\0", "\ufffd")  # as the parser does
    lines = text.split("\n")
    links: dict[str, Any] = {}
    page = _Page()
    blocks = list(_blocks(_BLOCKS.parse(text, links), links, page))
    left_out: Counter[str] = Counter()
    seen = page.seen(left_out)
    kept: list[str | None] = list(lines)
    headings = []
    for block in blocks:
        content = _shown(block, page.pieces, seen, left_out)
        if content is None:
            leave_out(kept, block.first, block.end)
            continue
        _mend(kept, block, content)
        if block.level:
            title = _plain(_INLINE.parseInline(content.strip(), links))
            headings.append(Heading(block.level, title, block.first, block.end))
    for first, end in _unused(links, page.used):
        left_out["definitions"] += 1
        kept[first:end] = [None] * (end - first)
    return Outline(cut(kept, headings), left_out, hidden_lines(lines, kept))


def _blocks(tokens: list[Token], links: dict[str, Any], page: "_Page") -> Iterator[_Block]:
    """The blocks that have a text; all that shows them is added to the page."""
    heading: Token | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token
        if token.nesting:
            page.html.append(f"<{'/' * (token.nesting < 0)}{token.tag}>")
        if token.type not in _WITH_TEXT or token.map is None:
            continue
        count = len(page.pieces)
        if token.type == "inline":
            page.add_inline(token.content, links)
        elif token.type == "html_block":
            page.add_html(token.content)
        else:
            page.add(_Piece(0, len(token.content), token.content))
        first, end = heading.map if heading and heading.map else token.map
        level = int(heading.tag[1]) if heading and heading.level == 0 else 0
        heading = None
        yield _Block(first, end, token.content, level, range(count, len(page.pieces)))


class _Page:
    """The pieces of a text, and a page that holds their numbers."""

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []
        self.html: list[str] = []
        self.has_tags = False
        self.used: set[tuple[str, str]] = set()  # addresses and titles of links

    def seen(self, left_out: Counter[str]) -> set[int]:
        """Numbers of the pieces that the page shows."""
        texts = self.html
        if self.has_tags:  # parsing a page takes most of the time
            nodes = shown(parse("".join(self.html)), left_out)
            texts = [str(node) for node, _ in nodes if not isinstance(node, Tag)]
        return {int(number) for text in texts for number in _NUMBER.findall(text)}

    def add(self, piece: _Piece, before: str = "", after: str = "") -> None:
        """Add a piece, between the tags that show or hide it."""
        self.html.append(f"{before}\x02{len(self.pieces)}\x03{after}")
        self.pieces.append(piece)

    def add_inline(self, content: str, links: dict[str, Any]) -> None:
        """Add the pieces of a paragraph or heading."""
        at = 0
        if "<" in content or "![" in content or _names_a_link(content, links):
            for token in _INLINE.parseInline(content, links)[0].children or []:
                if token.type == "link_open":
                    self.used.add((str(token.attrGet("href")), str(token.attrGet("title") or "")))
                if "span" not in token.meta:
                    continue
                start, end = token.meta["span"]
                self._add_text(content, at, start)
                at = end
                if token.type == "image":
                    self.add(_Piece(start, end, _plain(token.children or []), "images"))
                elif _is_left_open(token.content, content):
                    self._add_text(content, start, end)
                else:
                    self._add_raw(token.content, start)
        self._add_text(content, at, len(content))

    def add_html(self, content: str) -> None:
        """Add the pieces of a block of HTML."""
        at = 0
        while match := _RAW.search(content, at):
            self._add_text(content, at, match.start())
            self._add_raw(match[0], match.start())
            at = match.end()
            tag = _TAG.match(match[0])
            if tag and tag["name"].lower() in _WITHOUT_TAGS and not tag["slash"]:
                name = tag["name"].lower()
                end = content.lower().find(f"</{name}", at)
                end = end if end >= 0 else len(content)
                self.html.append(content[at:end] if name == "style" else "")  # says what is hidden
                at = end
        self._add_text(content, at, len(content))

    def _add_text(self, content: str, start: int, end: int) -> None:
        if content[start:end].strip():
            self.add(_Piece(start, end, content[start:end]))

    def _add_raw(self, raw: str, start: int) -> None:
        """Add a tag, a comment, or words in angle brackets."""
        end = start + len(raw)
        tag = _TAG.match(raw)
        if tag is None:  # without a number it is never shown
            self.pieces.append(_Piece(start, end, "", "comments"))
            return
        name, attributes = tag["name"].lower(), raw[tag.end() :].removesuffix(">").strip()
        if _is_word(raw):
            self.add(_Piece(start, end, raw))
            return
        self.has_tags = True
        if name == "img":
            picture = parse(raw).find("img")
            alt = str(picture.get("alt") or "") if isinstance(picture, Tag) else ""
            piece = _Piece(start, end, " ".join(alt.split()), "images")
            self.add(piece, f"<span {attributes.removesuffix('/')}>", "</span>")
        elif name in _WITHOUT_TAGS and not tag["slash"]:
            self.html.append(raw)
            self.pieces.append(_Piece(start, end, ""))
        else:
            bare = attributes in ("", "/")
            piece = _Piece(start, end, raw if bare else f"{tag[0]}{_href(tag, raw)}>", "attributes")
            self.add(piece, *(("", raw) if tag["slash"] else (raw, "")))


def _names_a_link(content: str, links: dict[str, Any]) -> bool:
    defined = links.get("references", {})
    return bool(defined) and any(
        normalizeReference(label) in defined for label in _LABEL.findall(content)
    )


def _is_word(raw: str) -> bool:
    """Vec<T> is a name, not markup."""
    tag = _TAG.match(raw)
    return tag is not None and tag["name"].lower() not in TAGS and "=" not in raw


def _is_left_open(raw: str, content: str) -> bool:
    """Whether a tag is spoken of: "write <title> first" does not hide the rest of the letter."""
    tag = _TAG.fullmatch(raw.removesuffix(">"))
    name = tag["name"].lower() if tag else ""
    return name in LEFT_OUT and f"</{name}" not in content.lower()


def _href(tag: re.Match[str], raw: str) -> str:
    found = _HREF.search(raw) if tag["name"].lower() == "a" else None
    address = "".join(next(filter(None, found.groups()), "").split()) if found else ""
    return f' href="{address}"' if address.lower().startswith(LINKS) else ""


def _shown(
    block: _Block, pieces: list[_Piece], seen: set[int], left_out: Counter[str]
) -> str | None:
    """The content of a block as far as it is shown, in as many lines; None if nothing is."""
    if block.pieces and seen.isdisjoint(block.pieces):
        left_out["comments"] += sum(pieces[n].kind == "comments" for n in block.pieces)
        return None
    text = ""
    at = 0
    for number in block.pieces:
        piece = pieces[number]
        written = block.content[piece.start : piece.end]
        here = piece.shown if number in seen else ""
        text += block.content[at : piece.start]
        at = piece.end
        if here == written:
            text += written
            continue
        if piece.kind == "comments" or (piece.kind and number in seen):
            left_out[piece.kind] += 1
        text += (here or _GONE) + "\n" * written.count("\n")
    return _AROUND.sub(" ", text + block.content[at:]).replace(_GONE, "")


def _mend(lines: list[str | None], block: _Block, content: str) -> None:
    """Put the shown content into its lines, which may begin with the marks of lists and quotes."""
    rows = list(zip(block.content.split("\n"), content.split("\n"), strict=True))
    # Above may stand lines of controls, which are blank to some and not to others.
    top = (n for n in range(block.first, block.end) if rows[0][0].strip() in (lines[n] or ""))
    for n, (written, here) in enumerate(rows, next(top, block.first)):
        if here != written:
            line, text = lines[n] or "", written.strip()
            at = line.rindex(text)
            mended = (line[:at] + here.strip() + line[at + len(text) :]).rstrip()
            lines[n] = mended or None


def _unused(links: dict[str, Any], used: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Lines of definitions that nobody can see: `[//]: # (a note)` is one."""
    for link in links.get("references", {}).values():
        if (link["href"], link["title"]) not in used:
            yield link["map"]
    for link in links.get("duplicate_refs", []):
        yield link["map"]


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
        elif token.type == "html_inline" and _is_word(token.content):
            parts.append(token.content)
    return " ".join("".join(parts).split())


def _located(rule: Rule) -> Rule:
    """A rule that tells where in the text its token stands."""

    def located(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        if not silent:
            state.tokens[-1].meta["span"] = (start, state.pos)
        return True

    return located


def _loose_image(state: StateInline, silent: bool) -> bool:
    match = _LOOSE_IMAGE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.children = state.md.parseInline(match["alt"] or "", state.env)[0].children
    state.pos = match.end()
    return True


_BLOCKS = MarkdownIt("commonmark")
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])  # the inline rules take most of the time
_INLINE = MarkdownIt("commonmark")
_INLINE.inline.ruler.at("html_inline", _located(html_inline))
_INLINE.inline.ruler.at("image", _located(image))
_INLINE.inline.ruler.after("image", "loose_image", _located(_loose_image))
