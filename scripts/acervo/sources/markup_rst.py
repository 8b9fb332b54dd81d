"""reStructuredText as it was written, cut at its headings, without what no reader sees.

That is comments, targets, definitions of substitutions, names of image files, and what is meant
for programs alone. docutils knows what there is, but not always where: that is found by its text.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers.rst import roles

from acervo.sources import markup_html
from acervo.sources.section import Heading, Outline, cut, hidden_lines, leave_out

# docutils ends lines at these too; for us they are characters like others.
_NOT_LINES = str.maketrans(dict.fromkeys("\x1c\x1d\x1e\x85\u2028\u2029\v\f", " "))
_SETTINGS = {
    "_disable_config": True,
    "docinfo_xform": False,
    "doctitle_xform": False,
    "file_insertion_enabled": False,
    "halt_level": 5,
    "line_length_limit": sys.maxsize,  # or it gives up, and nothing is known to be a comment
    "raw_enabled": True,  # to know it; without insertion of files it comes from the text alone
    "report_level": 5,
    "syntax_highlight": "none",
    "warning_stream": False,
}
# Whether a line has something in it, which begins there or goes on.
Test = Callable[[str, str, bool], bool]

_MARK = re.compile(r"(^|(?<=\s))\.\.\s+")
_BETWEEN_CELLS = re.compile(r"\s*\|\s*|\s{2,}")


def outline(text: str) -> Outline:
    """Cut reStructuredText at its headings, as `markup.outline` does.

    Raises:
        ValueError: what must be left out is not found.
    """
    lines = text.split("\n")
    plain = text.translate(_NOT_LINES)
    roles._roles.clear()  # type: ignore[attr-defined]  # else those of the text before remain
    tree = publish_doctree(plain, settings_overrides=_SETTINGS)
    source = _Source(lines, plain.split("\n"))
    hidden = Counter(kind for node in tree.findall() if (kind := _hide(node, source)))
    if next(tree.findall(nodes.meta), None):
        for rows in list(source.directives("meta")):
            source.erase(rows)
            hidden["page"] += 1
    sections = cut(source.kept, list(_headings(tree, lines)))
    return Outline(sections, hidden, hidden_lines(lines, source.kept))


def _hide(node: nodes.Node, source: "_Source") -> str | None:
    """Take what a node hides out of the source; return its kind, None if it hides nothing."""
    written = node.rawsource.split("\n") if isinstance(node, nodes.Element) else [""]
    if isinstance(node, nodes.comment) and node.astext():
        source.replace([f".. {written[0]}", *written[1:]], ["..", *written])
        return "comments"
    if isinstance(node, nodes.target) and written[0].startswith((".. ", "__ ")):
        source.replace(written)
        return "targets"
    if isinstance(node, nodes.substitution_definition):
        source.replace(written)
        return "substitutions"
    if isinstance(node, nodes.image) and written[0].startswith(".. "):
        end = next((n for n, line in enumerate(written) if not line.strip()), len(written))
        source.replace(written[:end], shown=" ".join(str(node.get("alt", "")).split()))
        return "images"
    by_name = written == [""] and isinstance(node.parent, nodes.TextElement)  # a substitution
    if isinstance(node, nodes.raw) and not by_name:
        page = node.astext() if "html" in str(node["format"]).split() else ""
        found = markup_html.outline(markup_html.parse(page)).sections
        shown = "\n\n".join(part for s in found for part in (s.title, s.text) if part)
        if written != [""]:
            source.replace(written, shown=shown, amid_words=True)
        else:
            source.replace_raw(node.astext(), shown)
        return "raw"
    return None


class _Source:
    """The lines of a text, from which what is hidden is taken out."""

    def __init__(self, lines: Sequence[str], plain: Sequence[str]) -> None:
        self.kept: list[str | None] = list(lines)
        self.plain = [_MARK.sub(".. ", line.expandtabs(8)).rstrip() for line in plain]
        self.at = 0  # nodes come in the order of the text, nearly all

    def replace(self, *forms: Sequence[str], shown: str = "", amid_words: bool = False) -> None:
        """Put `shown` in the place of some text, which may be written in several forms."""
        wanted = [[_MARK.sub(".. ", s) for line in form if (s := line.strip())] for form in forms]
        rows = (*range(self.at, len(self.plain)), *range(self.at))
        for stands in (_stands_in,) if amid_words else (_stands_alone, _stands_in_cell):
            for row in rows:
                for parts in wanted:
                    found = self._match(row, parts, stands)
                    if found:
                        self.at = row + (not amid_words)
                        self._put(found, parts, shown)
                        return
        raise ValueError("what is hidden is not found in the text")

    def replace_raw(self, text: str, shown: str) -> None:
        """Put `shown` in the place of a directive `raw` with some text."""
        wanted = [line.strip() for line in text.split("\n") if line.strip()]
        for rows in self.directives("raw"):
            own = [self.plain[row].strip() for row in rows if self.plain[row]]
            if own[-len(wanted) :] == wanted:
                self.erase(rows, shown)
                return
        raise ValueError("what is hidden is not found in the text")

    def directives(self, name: str) -> Iterator[list[int]]:
        """Lines of the directives of a name that are still there."""
        for row, line in enumerate(self.plain):
            start = line.find(f".. {name}::")
            if start >= 0:
                yield [row, *self._inside(row, start)]

    def _inside(self, row: int, column: int) -> Iterator[int]:
        for n in range(row + 1, len(self.plain)):
            if self.plain[n][: column + 1].strip():
                return
            if self.plain[n]:
                yield n

    def erase(self, rows: Sequence[int], shown: str = "") -> None:
        """Put `shown` in the place of the directive that begins in the first of these lines."""
        first, *others = (self.plain[row] for row in rows)
        self._put(rows, [first[first.index(".. ") :], *others], shown)

    def _match(self, row: int, parts: Sequence[str], stands: Test) -> list[int] | None:
        """The lines of some parts, of which the first is in `row`; lines between may be blank."""
        found: list[int] = []
        for part in parts:
            while found and row < len(self.plain) and not self.plain[row]:
                row += 1
            line = self.plain[row].strip() if row < len(self.plain) else ""
            if not stands(line, part, not found):
                return None
            found.append(row)
            row += 1
        return found

    def _put(self, rows: Sequence[int], parts: Sequence[str], shown: str) -> None:
        """Write `shown` over parts of lines."""
        for row, part in zip(rows, parts, strict=True):
            before, after = self.plain[row].rsplit(part, 1) if part else ("", "")
            self.plain[row] = f"{before}{shown if row == rows[0] else ''}{after}".rstrip()
            self.kept[row] = self.plain[row] or None
        first, end = rows[0], rows[-1] + 1
        if not any(self.plain[first:end]):
            leave_out(self.kept, first, end)


def _stands_alone(line: str, part: str, begins: bool) -> bool:
    """Whether a line is this, perhaps as the beginning of an item of a list."""
    return line == part or (begins and line.endswith(f" {part}"))


def _stands_in_cell(line: str, part: str, _: bool) -> bool:
    return part in _BETWEEN_CELLS.split(line)


def _stands_in(line: str, part: str, _: bool) -> bool:
    return part in line


def _headings(tree: nodes.document, lines: Sequence[str]) -> Iterator[Heading]:
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
        for raw in title.findall(nodes.raw):
            name = name.replace(raw.rawsource, "").replace(raw.astext(), "")
        yield Heading(level, " ".join(name.split()), under - 1 - over, under + 1)
