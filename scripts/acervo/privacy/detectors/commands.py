"""Secrets in what people paste from a terminal: options of commands, and headers of requests."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

# "mysql -p acervo" names a database: its password follows "-p" without a blank.
_ATTACHED = re.compile(
    r"(?<![\w-])(?:mysql\w*|mariadb\w*|7z|zip|unzip|rar)\s(?:[^\n|;&]{0,120}?\s)?-[pP]"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'|;&\0-]{4,100})(?P=quote)"
)
_OPTION = re.compile(
    r"(?<![\w-])(?:(?:sshpass|docker\s+login|podman\s+login|helm\s+registry\s+login|redis-cli"
    r"|htpasswd)\s"
    r"(?:[^\n|;&]{0,120}?\s)?-[pa]\s|"
    r"--(?:(?:http-|ftp-|proxy-|db-)?password|passwd|token|api-key|secret)[= ])"
    r"(?P<quote>[\"']?)(?P<value>[^\s\"'|;&\0]{4,200})(?P=quote)",
    re.I,
)
_LOGIN = re.compile(
    r"(?=\w)(?<![\w-])(?:curl|http|https|wget|xh)\s(?:[^\n|;]{0,160}?\s)?"
    r"(?:-u|--user|-a|--auth)[= ]"
    r"(?P<quote>[\"']?)[^\s:\"']{1,64}:(?P<value>[^\s\"'|;&\0]{4,100})(?P=quote)",
    re.I,
)
_COOKIES = re.compile(r"(?<!\w)(?:Set-)?Cookie:\s?(?P<cookies>[^\n\0]{3,4000})", re.I)
_COOKIE = re.compile(r"(?<![^\s;,])[\w.-]{1,60}=(?P<value>[\w.%+/=~:|-]{8,2000})")
_SESSION = re.compile(
    r"(?<![\w?&])(?:PHPSESSID|JSESSIONID|session(?:_?id)?"
    r"|connect\.sid)=(?P<value>[A-Za-z0-9%_.]{12,200})",
    re.I,
)
_BEARER = re.compile(r"(?<!\w)Authorization:\s*Bearer\s+(?P<value>[\w.~+/=-]{8,})", re.I)
_EXAMPLE = re.compile(
    r"(?:your|my|the)[_-]?\w*|(?:access[_-]?|auth[_-]?)?token|pass(?:word|wd)?|secret|senha"
    r"|contrase[ñn]a"
    r"|changeme|example\w*|[xX*.]+|[$<{\[%].*",
    re.I,
)


def _find(view: View) -> Iterator[Found]:
    text = view.text
    for shape in (_ATTACHED, _OPTION, _LOGIN, _BEARER, _SESSION):
        for match in shape.finditer(text):
            if shape not in (_OPTION, _SESSION) or any(map(str.isdecimal, match["value"])):
                yield from _value(match)
    for cookies in _COOKIES.finditer(text):
        for match in _COOKIE.finditer(text, *cookies.span("cookies")):
            if any(char.isdecimal() for char in match["value"]):
                yield from _value(match)


def _value(match: re.Match[str]) -> Iterator[Found]:
    value = match["value"]
    if not _EXAMPLE.fullmatch(value) and any(char.isalnum() for char in value):
        yield Found(*match.span("value"), "SECRET", value)


DETECTORS = (
    Detector(
        "command",
        r"(?i:(?:mysql|mariadb|7z|zip|rar)\S*\s(?:.*\s)?-p|(?:sshpass|login|redis-cli"
        r"|htpasswd)\s(?:.*\s)?-[pa]\s"
        r"|--(?:[a-z]{2,5}-)?(?:password|passwd|token|api-key|secret)[= ]"
        r"|(?:curl|https?|wget|xh)\s(?:.*\s)?(?:-u|--user|-a|--auth)[= ]"
        r"|sess(?:ion)?_?(?:id)?=|jsessionid=|connect\.sid=|cookie:|authorization:\s*bearer)",
        _find,
        (
            "mysql -u root -p'abc12345' acervo",
            "sshpass -p abc12345 ssh ana@example.org",
            "curl -u ana:abc12345 https://example.org",
            "tool --token abc12345",
            "Cookie: session=abc12345",
            "Authorization: Bearer abcdefgh1",
        ),
    ),
)
