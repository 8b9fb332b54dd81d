"""What of an HTML page its readers see: no comment, no hidden element, no text of size zero."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from operator import itemgetter

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString

# Not shown, or of the page and not of the letter.
LEFT_OUT = {
    *("audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "nav"),
    *("noembed", "noframes", "noscript", "object", "script", "select", "style", "svg", "template"),
    *("textarea", "title", "video"),
}
# All that HTML calls a tag, and did: other words in angle brackets, Vec<T>, are words.
TAGS = LEFT_OUT | {
    *("a", "abbr", "acronym", "address", "area", "article", "aside", "b", "base", "bdi", "bdo"),
    *("big", "blockquote", "body", "br", "caption", "center", "cite", "code", "col", "colgroup"),
    *("data", "dd", "del", "details", "dfn", "dialog", "div", "dl", "dt", "em", "fieldset"),
    *("figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hgroup", "hr", "html", "i", "img", "ins", "kbd", "label", "legend", "li", "link"),
    *("main", "map", "mark", "menu", "meta", "meter", "ol", "optgroup", "option", "output", "p"),
    *("param", "picture", "pre", "progress", "q", "rp", "rt", "ruby", "s", "samp", "search"),
    *("section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table"),
    *("tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "wbr"),
}
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# Rules that hold under a condition (another medium, a narrow screen) say nothing of every reader.
_AT_RULE = re.compile(r"@[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]+)")
_ZERO = re.compile(r"-?(?:0+\.?0*|\.0+)\s*(?:[a-z]+|%)?")
_SIZE = re.compile(r"(\d+\.?\d*|\.\d+)\s*(px|pt)?")
_RELATIVE = re.compile(r"inherit|unset|smaller|larger|[\d.]+\s*(?:em|%|ex|ch|lh)")
_FONT = re.compile(r"(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:[a-z]+|%)?)(?=\s*/|\s|$)")

Style = Mapping[str, str]


def shown(soup: BeautifulSoup, left_out: Counter[str]) -> Iterator[tuple[object, bool]]:
    """Nodes in order, each tag when it begins and when it ends; letters may nest deeply.

    Args:
        soup: the page.
        left_out: counts what is not shown: `comments`, `hidden` (elements and texts), and `page`
            (what belongs to the page and not to the letter).
    """
    sheet = _sheet(soup)
    stack: list[tuple[object, bool, Style]] = [(soup, True, {})]
    while stack:
        node, entering, inherited = stack.pop()
        if isinstance(node, Tag):
            if not entering:
                yield node, False
                continue
            if _is_of_the_page(node):
                left_out["page"] += 1
                continue
            style = {**sheet.get(id(node), {}), **_declared(str(node.get("style") or ""))}
            if _is_gone(node, style):
                left_out["hidden"] += 1
                continue
            own = _inherited(inherited, style)
            if node.name == "img" and _is_unseen(own):
                left_out["hidden"] += 1
                continue
            yield node, True
            stack.append((node, False, own))
            stack += [(child, True, own) for child in reversed(node.contents)]
        elif isinstance(node, PreformattedString):
            left_out["comments"] += 1
        elif not _is_unseen(inherited):
            yield node, True
        elif str(node).strip():
            left_out["hidden"] += 1


def _is_of_the_page(tag: Tag) -> bool:
    if tag.name == "footer":  # that of an article or a quotation names its source
        return tag.find_parent(["article", "blockquote"]) is None
    return tag.name in LEFT_OUT


def _is_gone(tag: Tag, style: Style) -> bool:
    """Nothing inside can be seen, whatever it says of itself."""
    if tag.has_attr("hidden") or (tag.name == "dialog" and not tag.has_attr("open")):
        return True
    clipped = style.get("overflow") in ("hidden", "clip")
    moving = any(key.startswith(("animation", "transition")) for key in style)  # begins unseen
    return (
        style.get("display") == "none"
        or style.get("content-visibility") == "hidden"
        or (clipped and bool(_ZERO.fullmatch(style.get("max-height", ""))))
        or (not moving and bool(_ZERO.fullmatch(style.get("opacity", ""))))
    )


def _inherited(around: Style, style: Style) -> Style:
    """What the texts inside take over; often a table has size 0, and its cells a size again."""
    own: dict[str, str] = {}
    if style.get("visibility", "inherit") not in ("inherit", "unset"):
        own["visibility"] = style["visibility"]
    size = style.get("font-size")
    if size is None and (written := _FONT.search(style.get("font", ""))):
        size = written[1]
    # A part of nothing is nothing.
    if size is not None and (_ZERO.fullmatch(size) or not _RELATIVE.fullmatch(size)):
        own["font-size"] = size
    return {**around, **own} if own else around


def _is_unseen(style: Style) -> bool:
    size = style.get("font-size", "")
    number = _SIZE.fullmatch(size)
    return (
        style.get("visibility") in ("hidden", "collapse")
        or bool(_ZERO.fullmatch(size))
        or (number is not None and float(number[1]) <= 2)  # as mail hides its preview
    )


def _declared(text: str) -> dict[str, str]:
    found = _DECLARATION.findall(_COMMENT.sub("", text).lower())
    return {name: value.replace("!important", "").strip() for name, value in found}


def _sheet(soup: BeautifulSoup) -> Mapping[int, Style]:
    """What the page's own style sheets say of its tags, by their id."""
    rules = []
    for tag in soup.find_all("style"):
        if str(tag.get("media") or "all").lower() in ("all", "screen"):
            plain = _AT_RULE.sub("", _COMMENT.sub("", tag.get_text()))
            for names, body in _RULE.findall(plain):
                rules += [(_weight(name, body), name, _declared(body)) for name in names.split(",")]
    # Matching is slow: only what hides somewhere, and what may take that back.
    telling = {
        key
        for _, _, style in rules
        if _is_gone(soup, style) or _is_unseen(_inherited({}, style))
        for key in style
    }
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for _, name, style in sorted(rules, key=itemgetter(0)):  # of equals the later one wins
        if telling.isdisjoint(style):
            continue
        try:
            tags = soup.select(name.strip())
        except Exception:  # Beautiful Soup's own has no name: ::before and the like are no tags
            continue
        for tag in tags:
            found[id(tag)] |= style
    return found


def _weight(selector: str, body: str) -> tuple[bool, int, int, int]:
    """Which of two rules wins: names of tags count least."""
    kinds = [
        len(re.findall(kind, selector)) for kind in (r"#", r"[.\[:]", r"(?<![\w.#:\[-])[a-zA-Z]")
    ]
    return ("!important" in body.lower(), kinds[0], kinds[1], kinds[2])
