"""Streets of English-speaking countries: the number, the name, then the kind of street."""

import re
from collections.abc import Iterator

from acervo.privacy.detectors.addresses.tail import COMPLEMENT, address_end
from acervo.privacy.detectors.addresses.words import SENTENCE, Text

_SURE = (
    "street|str|avenue|ave|av|road|rd|lane|ln|drive|boulevard|blvd|terrace|crescent|cres|court"
    "|parkway|pkwy|highway|hwy|broadway|mews|grove|gardens|gdns|close|circle|cir"
)
# Words that are more often something else.
_MAYBE = (
    "st|dr|ct|ter|way|place|pl|square|sq|hill|park|row|walk|pass|plaza|loop|trail|trl|alley|green"
    "|wharf|quay|rise|view|vale|yard|gate|bridge|cross|crossing|point|ridge|run|heights|highroad"
    "|route|turnpike|expressway|junction"
)
_SIDE = r"(?:[nsew]|ne|nw|se|sw|n\.w|n\.e|s\.w|s\.e|north|south|east|west)"
_UNIT = r"(?:flat|apt\.?|apartment|unit|suite|room)[ ][0-9a-z]{1,5},?[ ]"
_NUMBER = r"(?!(?:19|20)[0-9]{2},)[0-9]{1,6}(?:[a-g](?![a-z])|-[0-9]{1,4})?(?:[ ]1/2)?"
_WORD = (
    r"(?:[0-9]{1,3}(?:st|nd|rd|th)|[0-9]{1,4}(?=[ ](?:st|street)\b)|[^\W\d_][\w'.-]{0,23})[ ]{1,2}"
)
_NUMBERED = r"(?:road|rd|highway|hwy|route|rte|cr|fm|sr)"
_STREET = re.compile(
    rf"(?=\w)(?<![\w.,:/$€£#%+-])(?P<unit>{_UNIT})?(?P<number>{_NUMBER}),?[ ]{{1,2}}"
    rf"(?:(?P<alone>broadway|(?:(?:county|state|us)[ ])?{_NUMBERED}[ ][0-9]{{1,4}})\b"
    rf"|(?P<name>(?:{_SIDE}\.?[ ])?(?:{_WORD}){{1,4}}?)"
    rf"(?P<kind>(?P<sure>{_SURE})|{_MAYBE})\b\.?(?![ ](?:{_SURE})\b))"
    rf"(?:[ ](?P<side>{_SIDE})\b\.?)?(?!['’]s)"
)
_BOX = re.compile(r"(?<!\w)(?:p\.? ?o\.? ?box|post office box) ?#? ?[0-9]{1,6}(?!\w)")
_FORCES = re.compile(
    r"(?<!\w)(?:(?:psc|unit) [0-9]{1,5},? box [0-9]{1,5}|us(?:ns|s|cgc|nv) [^\W\d_][\w'-]{1,30})"
    r"[ ,]?\s{1,3}>?[ ]?[afd]po,? a[aep],? [0-9]{5}(?!\w)"
)
_SHORT = ("st", "dr", "ct", "pl", "ter")
# "1 Infinite Loop" by itself, not "level 3 Infinite Loop".
_ENDING = ("way", "place", "loop", "trail", "trl", "row", "pass", "run", "walk")
_OPENS = re.compile(r"(?:^|[\n:,;.!?(]|\b(?:at|to|on|in|is|from|near))\W*$")
_MEASURES = "lane way minute min hour mile km meter metre foot ft day week year car star"
_LANES = frozenset(_MEASURES.split())

CANDIDATE = (
    r"(?i)[0-9][a-g]?,?\s{1,2}(?:\S+\s{1,2}){0,5}(?:"
    + f"{_SURE}|{_MAYBE}|rte|cr|fm|sr"
    + r")(?-u:\b)|(?i)p\.? ?o\.? ?box|(?i)office box|(?i)[afd]po,? a[aep],? [0-9]"
)


def streets(text: Text) -> Iterator[tuple[int, int]]:
    """Yield start and end of streets with their numbers, and of post-office boxes."""
    for shape in (_BOX, _FORCES):
        for match in shape.finditer(text.folded):
            yield match.span()
    for match in _STREET.finditer(text.folded):
        if _is_address(text, match):
            side = match["side"]
            word = side in ("e", "s", "n", "w") and text.written[match.start("side")] not in "NSEW"
            yield match.start(), match.start("side") - 1 if word else match.end()  # "e": and, is


def _is_address(text: Text, match: re.Match[str]) -> bool:
    """Tell an address from "10 ways", "a 2 lane road" and "5 people on the street"."""
    if match["alone"]:
        return text.is_capital(match.start("alone")) and text.follow(match.end()) != "word"
    words = match["name"].split()
    folded = [word.strip(".,") for word in words]
    if folded == ["the"]:  # "12 The Avenue"
        return text.is_capital(match.start("name")) and text.is_capital(match.start("kind"))
    if folded[0] in _LANES or any(word in SENTENCE for word in folded):
        return False
    end = match.end()
    backed = (
        match["unit"] is not None
        or COMPLEMENT.match(text.folded, end + 1) is not None
        or address_end(text, end) > end
    )
    if backed or text.is_about_places(match.start()):
        return True
    follow = text.follow(end)
    long = len(match["number"]) >= 3
    if all(
        text.is_capital(m.start() + match.start("name")) or m[0][0].isdecimal()
        for m in re.finditer(r"\S+", match["name"])
    ) and text.is_capital(match.start("kind")):
        sure = match["sure"] is not None or match["kind"] in _SHORT or long
        if not sure and match["kind"] in _ENDING:
            sure = follow == "end" and _OPENS.search(text.folded, 0, match.start()) is not None
        return sure and (follow != "capital" or long)
    return match["sure"] is not None and long and len(words) <= 2 and follow != "word"
