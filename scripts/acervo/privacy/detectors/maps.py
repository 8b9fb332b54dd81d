"""Links to places: who shares one says where somebody lives, works or stands."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

_REST = r"""[^\s<>"'()\[\]{}|\\`\x00-\x20]+"""
_GOOGLE = r"(?:www\.)?google\.(?:[a-z]{2,3}|com?\.[a-z]{2})"
# Short codes, which open one place: always.
_SHORT = re.compile(
    rf"(?=\w)(?<![\w-])(?:maps\.app\.goo\.gl/|goo\.gl/maps/|waze\.com/ul/|maps\.apple/p/|osm\.org/go/|w3w\.co/"
    rf"|(?:www\.)?what3words\.com/|glympse\.com/|here\.com/l/|maps\.mapy\.cz/s/|mapy\.cz/s/)(?P<place>{_REST})",
    re.I,
)
# The rest of a link to a map, if it has a digit: coordinates, a number in a street, a code.
_MAP = re.compile(
    rf"(?=\w)(?<![\w-])(?:{_GOOGLE}/maps(?:/(?:place|dir|search|@|d/|embed)?/?|/?\?(?:[a-z_]+=)?)"
    rf"|maps\.google\.(?:[a-z]{{2,3}}|com?\.[a-z]{{2}})/(?:maps)?/?\??(?:(?:q|ll|daddr|saddr|cid)=)?"
    rf"|(?:www\.)?waze\.com/(?:[\w-]+/)*(?:ul|live-map/directions|livemap)/?\??(?:(?:ll|to|q|navigate)=)?"
    rf"|maps\.apple\.com/(?:place)?/?\??(?:(?:ll|q|address|daddr)=)?"
    rf"|(?:www\.)?openstreetmap\.org/(?:\?|\#map=|directions\?)|(?:www\.)?bing\.com/maps/?\?"
    rf"|yandex\.[a-z]{{2,3}}/maps/|share\.here\.com/|wego\.here\.com/)(?P<place>{_REST})",
    re.I,
)
_GEO = re.compile(
    rf"\bgeo:(?P<place>-?[0-9]{{1,2}}\.[0-9]+,-?[0-9]{{1,3}}\.[0-9]+(?:{_REST})?)", re.I
)
_DEGREES = r"-?[0-9]{1,3}\.[0-9]{3,}"
_PARAMETER = re.compile(
    rf"[?&\#](?:amp;)?(?:m?lat|m?lon|lng|latitude|longitude|latlng|latlong|ll|sll|coords?|center|loc"
    rf"|location|q|query|destination|origin|daddr|saddr)=(?P<place>(?:loc:)?{_DEGREES}(?:(?:,|%2C|\+)+{_DEGREES})?)",
    re.I,
)


def _find(view: View) -> Iterator[Found]:
    text = view.text
    for shape in (_SHORT, _MAP, _GEO, _PARAMETER):
        for match in shape.finditer(text):
            place = match["place"].rstrip(".,;:!?*_/")
            if place and (shape is _SHORT or any(c in "0123456789" for c in place)):
                start = match.start("place")
                yield Found(start, start + len(place), "LOCATION", place)


DETECTORS = (
    Detector(
        "map-link",
        r"(?i)goo\.gl/|google\.[a-z.]{2,6}/maps|maps\.google\.|waze\.com/|maps\.apple|openstreetmap\.org"
        r"|osm\.org/go|w3w\.co|what3words\.com|glympse\.com|here\.com/|bing\.com/maps|yandex\.[a-z]+/maps"
        r"|mapy\.cz/s|geo:-?[0-9]|(?:lat|lon|lng|latitude|longitude|latlong|ll|coords?|center|loc|location"
        r"|q|query|destination|origin|addr)=(?:loc:)?-?[0-9]{1,3}\.[0-9]{3}",
        _find,
        (
            "https://maps.app.goo.gl/AbCdEf123",
            "https://www.google.com/maps?q=-8.76194,-63.90389",
            "https://www.google.com.br/maps/place/Rua+das+Flores,+123/@-8.7,-63.9,17z",
            "https://waze.com/ul?ll=-8.76194,-63.90389&navigate=yes",
            "https://www.openstreetmap.org/#map=17/-8.76194/-63.90389",
            "https://maps.apple.com/?ll=-8.76194,-63.90389",
            "https://example.org/entrega?lat=-8.76194&lng=-63.90389",
        ),
    ),
)
