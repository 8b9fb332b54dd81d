"""Addresses in networks: e-mail, and mentions by number."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

EMAIL = re.compile(
    r"(?<![\w.+%-])[.+_-]*+(?P<email>(?:[\w.+-]|%(?!40))++(?:@|%40)(?:[\w-]{1,63}\.)+(?:xn--[\w-]+|[^\W\d_]{2,}))"
)
_NOT_MAIL = re.compile(r"@(?:group|resource)\.(?:v\.)?calendar\.google\.com")  # a calendar
_MESSAGE_ID = re.compile(r"[0-9]{12,}\.")  # of a mail in the archive of a list
_MENTION = re.compile(r"(?<![\w@])@\+?([0-9]{8,20})(?![\w])")


def _emails(view: View) -> Iterator[Found]:
    text = view.text
    for match in EMAIL.finditer(text):
        value = match["email"]
        before = text[max(0, match.start("email") - 2) : match.start("email")]
        if not (
            (value.startswith("git@") and (before == "//" or text.startswith(":", match.end())))
            or _NOT_MAIL.search(value.replace("%40", "@"))
            or before == "/@"  # a profile on another server, in a link
            or (before.endswith("/") and _MESSAGE_ID.match(value))
        ):
            yield Found(*match.span("email"), "EMAIL", value.replace("%40", "@").casefold())


def _mentions(view: View) -> Iterator[Found]:
    for match in _MENTION.finditer(view.text):
        yield Found(*match.span(1), "PHONE", f"+{match[1]}")


DETECTORS = (
    Detector(
        "email",
        r"[\w.+%-]@[\w-]|%40",
        _emails,
        ("ana.souza@example.org", "josé+lista@exemplo.com.br"),
    ),
    Detector("mention", r"@\+?[0-9]{8}", _mentions, ("@5569999990001",)),
)
