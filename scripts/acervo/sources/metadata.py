"""Title and date that stand beside the text: front matter, header lines, docinfo, HTML's head."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import yaml
from bs4 import BeautifulSoup, Tag

TITLE_KEYS = ("title", "título", "titulo")
DATE_KEYS = ("date", "data", "fecha", "publishdate", "pubdate")

_KEY = re.compile(r"(?P<key>[^\W\d_][\w-]*)(?:\s*=\s*|\s*:(?:\s+|$))(?P<value>.*)")
_HEADER = re.compile(r" {0,3}(?P<key>[^\W\d_][\w-]*):(?:\s+(?P<value>.*)|\s*$)")
_DOCINFO = re.compile(r":(?P<key>[^:\s][^:]*):(?:\s+(?P<value>.*)|$)")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ADORNMENT = re.compile(r"([!-/:-@[-`{-~])\1*\s*")
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_META_DATES = ("date", "article:published_time", "datepublished", "dc.date", "dcterms.date")


@dataclass
class Metadata:
    """What a newsletter says about itself, and the text that remains.

    `front` and `header` hold lower-case keys; `dates` the values to look for a date in, as
    (place, value), in the order in which they count; `body` has the lines of the whole file, those
    of the metadata blank, so that line numbers stay true.
    """

    body: str
    front: dict[str, str] = field(default_factory=dict)
    header: dict[str, str] = field(default_factory=dict)
    html_title: str | None = None
    html_dates: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        """The title of the front matter, else of the header, else HTML's own."""
        blocks = (self.front, self.header)
        written = (_COMMENT.sub("", block.get(key, "")) for block in blocks for key in TITLE_KEYS)
        titles = (" ".join(title.split()) for title in (*written, self.html_title or ""))
        return next(filter(None, titles), None)

    @property
    def dates(self) -> list[tuple[str, str]]:
        """Values that may hold the date, the weightiest first."""
        found = [
            (place, block[key])
            for place, block in (("front matter", self.front), ("header", self.header))
            for key in DATE_KEYS
            if block.get(key)
        ]
        return found + [("header", value) for value in self.html_dates]


def read_metadata(text: str, markup: str) -> Metadata:
    """Take the metadata off a newsletter.

    Args:
        text: the whole file, lines ending in line feeds.
        markup: `markdown`, `rst` or `html`.

    Returns:
        The metadata. A front matter that is not YAML is read line by line, with a warning.
    """
    lines = text.split("\n")
    found = Metadata(text)
    end = _front_matter(lines, found)
    if end == 0 and markup == "markdown":
        end = _header_lines(lines, found)
    first = 0
    if end == 0 and markup == "rst":
        first, end = _docinfo(lines, found)
    lines[first:end] = [""] * (end - first)
    found.body = "\n".join(lines)
    return found


def read_html_head(soup: BeautifulSoup, found: Metadata) -> None:
    """Add title and dates of a parsed page: `<title>`, `<meta>`, the first `<time datetime>`."""
    title = soup.head.title if soup.head and soup.head.title else soup.find("title")
    if isinstance(title, Tag):
        found.html_title = " ".join(title.get_text().split()) or None
    names: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("itemprop")
        names.setdefault(str(name).lower(), str(meta.get("content") or ""))
    found.html_dates += [names[name] for name in _META_DATES if names.get(name)]
    time = soup.find("time", datetime=True)
    if isinstance(time, Tag):
        found.html_dates.append(str(time["datetime"]))


def _front_matter(lines: list[str], found: Metadata) -> int:
    """Read a fenced block on the first line; return the number of its lines, fences included."""
    closing = _FENCES.get(lines[0].rstrip())
    if closing is None:
        return 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in closing), 0)
    block = lines[1:end]
    if end == 0:
        return 0
    if lines[0].startswith("-"):
        try:
            # Everything as the string that was written: YAML's own timestamps move to another
            # zone, and 2024-02-30 would be an error instead of a finding.
            loaded = yaml.load("\n".join(block), Loader=yaml.BaseLoader)
        except (yaml.YAMLError, ValueError, RecursionError):
            by_line = _by_line(block)
            if not by_line.keys() & {*TITLE_KEYS, *DATE_KEYS}:
                return 0  # a text between two rules, not metadata
            found.front = by_line
            found.warnings.append("front matter is not valid YAML: read line by line")
            return end + 1
        if isinstance(loaded, dict):
            found.front = dict(_strings(loaded.items()))
            return end + 1
        return end + 1 if not "".join(block).strip() else 0
    found.front = _by_line(block)
    return end + 1 if found.front else 0


def _by_line(block: Iterable[str]) -> dict[str, str]:
    matches = (_KEY.match(line) for line in block)
    pairs = ((m["key"], _unquoted(m["value"])) for m in matches if m)
    return dict(_strings(pairs))


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _strings(pairs: Iterable[tuple[object, object]]) -> Iterator[tuple[str, str]]:
    for key, value in pairs:
        if isinstance(value, str) and value.strip().lower() not in ("", "~", "null"):
            yield str(key).lower(), value.strip()


def _header_lines(lines: list[str], found: Metadata) -> int:
    """Read `Key: value` lines at the top; return the number of lines they take."""
    start = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    pairs, end = _pairs(lines, start, _HEADER)
    # Prose may begin with a word and a colon: a header has a title, or a date with a figure in it.
    if any(pairs.get(key) for key in TITLE_KEYS) or any(
        char.isdigit() for key in DATE_KEYS for char in pairs.get(key, "")
    ):
        found.header = pairs
        return end
    return 0


def _docinfo(lines: list[str], found: Metadata) -> tuple[int, int]:
    """Read `:key: value` lines at the top or below the first title; return where they stand."""
    at = _next_text(lines, 0)
    if at < len(lines) and _ADORNMENT.fullmatch(lines[at]):
        at += 1
    if at + 1 < len(lines) and _ADORNMENT.fullmatch(lines[at + 1]):
        at = _next_text(lines, at + 2)
    pairs, end = _pairs(lines, at, _DOCINFO)
    found.header = pairs
    return at, end


def _pairs(lines: list[str], start: int, line: re.Pattern[str]) -> tuple[dict[str, str], int]:
    """Keys and values from `start` on, indented lines continuing a value; and where they end."""
    pairs: list[tuple[str, str]] = []
    end = start
    for end in range(start, len(lines) + 1):
        if end == len(lines) or not lines[end].strip():
            break
        match = line.match(lines[end])
        if match:
            pairs.append((match["key"], match["value"] or ""))
        elif pairs and lines[end][0].isspace():
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {lines[end].strip()}")
        else:
            break
    return dict(_strings(pairs)), end if pairs else start


def _next_text(lines: list[str], start: int) -> int:
    return next((n for n in range(start, len(lines)) if lines[n].strip()), len(lines))
