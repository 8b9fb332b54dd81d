"""Places on the earth: coordinates in every writing, plus codes, three-word codes."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

_PAIR = (
    r"(?P<lat>[+-]?[0-9]{{1,2}}[.,][0-9]{{{n},15}})°?{between}"
    r"(?P<lon>[+-]?[0-9]{{1,3}}[.,][0-9]{{{n},15}})°?"
)
_OUTSIDE = r"(?<![^\W_])(?<![.,])(?<![\w.,][+-])"
_NO_MORE = r"(?![^\W_]|%)(?![.,][+-]?[0-9])(?!, [+-]?[0-9])"
# Bare pairs of decimals: two and no third, so that no list of numbers or matrix is meant.
_DECIMAL = re.compile(
    _OUTSIDE
    + r"(?<![0-9][ ;|])(?<![0-9][,;] )(?<!\[\[)"
    + _PAIR.format(n=4, between=r"(?:\s?[,;/]\s?|\s{1,2})")
    + _NO_MORE
    + r"(?!\s?[;|]?\s?[+-]?[0-9]+[.,][0-9])"
)
_PRECISE = re.compile(r"[0-9]+\.[0-9]{6,15}°?\s?[,;]\s?[+-]?[0-9]+\.[0-9]{6,15}°?")
_SAID = re.compile(
    r"""\b(?:lat(?:itude?)?|coord(?:enadas?|inates?|\.)?|gps|location|localiza[cç][aã]o|ubicaci[oó]n)
    [^\w\n+-]{0,4}(?:(?:is|é|es|e|=|lat(?:itude)?|long?|lng|gps)[^\w\n+-]{0,3}){0,4}"""
    + _PAIR.format(
        n=1, between=r"[^\w\n+-]{0,4}(?:(?:e|and|y|lon(?:g(?:itude?)?)?|lng)[^\w\n+-]{0,4}){0,2}"
    )
    + _NO_MORE,
    re.I | re.X,
)
_GEO = re.compile(
    r"geo:(?P<lat>[+-]?[0-9]{1,2}(?:\.[0-9]+)?),(?P<lon>[+-]?[0-9]{1,3}(?:\.[0-9]+)?)", re.I
)
_HEMISPHERE = r"[NSEWOL]"
# Degrees alone are angles and temperatures: minutes must follow.
_ANGLE = (
    r"[0-9]{1,3}\s?[°º˚]\s?[0-9]{1,2}(?:[.,][0-9]+)?\s?['′’´]"
    r"\s?(?:[0-9]{1,2}(?:[.,][0-9]+)?\s?(?:[\"″”]|''|′′|’’))?"
)
_DMS = re.compile(
    rf"(?<![\w.,])[+-]?(?:{_HEMISPHERE} ?)?{_ANGLE}\s?{_HEMISPHERE}?[\s,;/e]{{1,4}}"
    rf"[+-]?(?:{_HEMISPHERE} ?)?{_ANGLE}(?:\s?{_HEMISPHERE}(?!\w))?"
)
_LETTERED = re.compile(
    rf"{_OUTSIDE}[0-9]{{1,2}}[.,][0-9]{{2,15}}\s?°?\s?[NS]\b[\s,;/]{{1,3}}[0-9]{{1,3}}[.,][0-9]{{2,15}}\s?°?\s?[EWOL](?![^\W_])"
    r"|(?<![^\W_])[NS]\s?[0-9]{1,2}[.,][0-9]{2,15}°?[\s,;/]{1,3}[EWOL]\s?[0-9]{1,3}[.,][0-9]{2,15}°?(?![^\W_])"
)
# Open Location Code: https://github.com/google/open-location-code/blob/main/Documentation/Specification/specification.md
_PLUS = re.compile(
    r"(?<![\w+/-])[2-9CFGHJMPQRV][2-9CFGHJMPQRVWX][2-9CFGHJMPQRVWX]{6}\+(?:[2-9CFGHJMPQRVWX]{2,3})?(?![\w+])"
    # The short form, which leaves the region to the town beside it.
    r"|(?<![\w+/-])[2-9CFGHJMPQRVWX]{4}\+[2-9CFGHJMPQRVWX]{2,3}"
    r"(?=,? +(?:[A-ZÀ-Þ][\w'-]+|[a-zà-ÿ'-]{3,},))"
)
_WORDS = re.compile(r"(?<![\w/:])///(?P<words>[^\W\d_]{2,}\.[^\W\d_]{2,}\.[^\W\d_]{2,})(?![\w.])")


# What each needs, and a text seldom has: two decimals, degrees, "2X+".
_TWO = re.compile(r"[0-9][.,][0-9]+[^\n]{1,32}?[0-9][.,][0-9]")
_NEEDS = (
    (_DMS, re.compile(r"[0-9]\s?[°º˚]")),
    (_LETTERED, re.compile(r"[0-9]\s?°?\s?[NS]|[NS]\s?[0-9]{1,2}[.,][0-9]")),
    (_PLUS, re.compile(r"[2-9CFGHJMPQRVWX]\+")),
)


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    pairs = [*_GEO.finditer(view.text)]
    for two in _TWO.finditer(text):
        for shape in (_SAID, _DECIMAL):
            pairs += shape.finditer(text, max(0, two.start() - 64), two.end() + 48)
    for match in pairs:
        lat, lon = (float(match[name].replace(",", ".")) for name in ("lat", "lon"))
        if abs(lat) > 90 or abs(lon) > 180:
            continue
        # "[-0.5123, 1.8812]" is a list, "[-8.761234, -63.900456]" a place.
        listed = text[match.start() - 1 : match.start()] == "[" and not _PRECISE.search(match[0])
        if match.re is not _DECIMAL or (not listed and _is_place(match[0], lat, lon)):
            yield Found(match.start("lat"), match.end(), "LOCATION", f"{lat:g} {lon:g}")
    for shape, needs in _NEEDS:
        for match in shape.finditer(text) if needs.search(text) else ():
            yield Found(*match.span(), "LOCATION", re.sub(r"[^\w.+-]", "", match[0]).upper())
    for match in _WORDS.finditer(view.text) if "///" in view.text else ():
        yield Found(*match.span("words"), "LOCATION", match["words"].casefold())


def _is_place(pair: str, lat: float, lon: float) -> bool:
    """Tell whether two bare decimals may be a place: a sign, or the six decimals that maps give.

    Most of the Americas and of the Iberian peninsula lies west of Greenwich.
    """
    return max(abs(lat), abs(lon)) >= 1 and ("-" in pair or _PRECISE.fullmatch(pair) is not None)


DETECTORS = (
    Detector(
        "coordinates",
        r"[0-9][.,][0-9]{4}.*[0-9][.,][0-9]{4}|(?i)(?-u:\b)(?:lat|coord|gps|location|localiza|ubicaci|geo:)"
        r".*[0-9]|[0-9]\s?[°º˚]|[NSns]\s?[0-9]{1,2}[.,][0-9]{2}|[0-9]{2}\s?[NS]|[2-9CFGHJMPQRVWX]{4}\+|///",
        _find,
        (
            "-8.7612, -63.9004",
            "lat -8.76 long -63.90",
            "8°45'40.5\"S 63°54'01.2\"W",
            "geo:-8.7612,-63.9004",
            "58PJ6Q9W+2X",
            "///mesa.verde.lago",
        ),
    ),
)
