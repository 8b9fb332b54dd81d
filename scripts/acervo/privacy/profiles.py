"""Profiles: the names, words and links by which members chose to be known."""

import re
from collections import Counter, defaultdict
from urllib.parse import unquote, urlsplit

import polars as pl

from acervo.privacy.anonymize import scrub
from acervo.privacy.detection import PLACEHOLDER
from acervo.privacy.members import Members
from acervo.privacy.names import pattern
from acervo.privacy.pii import redact
from acervo.privacy.pseudonyms import PSEUDONYM
from acervo.schema import PROFILES

_OF_OTHERS = "names or identifies somebody"
LIMITS = {"alias": 80, "bio": 280, "link": 200}  # characters, as written and as published


def profiles(consent: pl.DataFrame, roster: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return what may be published of what members chose.

    Args:
        consent: rows of `schema.CONSENT`.
        roster: rows of `schema.ROSTER` of the same build.

    Returns:
        Rows of `schema.PROFILES`, sorted by pseudonym: members who chose something and did not opt
        out. Names and identifiers in a bio are replaced as in messages. An alias or link that holds
        an identifier or another member's name or number is refused (one's own is one's own choice),
        and so is a bio that spells one in a way that is not replaced, whatever is too long, an
        alias that reads like a pseudonym or placeholder, and a link that is not http(s). And
        counts: `alias`, `bio` and `link` as published, and what was refused, by reason.
    """
    known = roster.filter(pl.col("person") != "").select("person", "pseudonym").unique("person")
    chosen = consent.filter(~pl.col("opted_out")).join(known, on="person").sort("pseudonym")
    checks = _Checks(roster)
    counts: Counter[str] = Counter()

    def published(key: str, value: str | None, owner: str) -> str | None:
        if value is None:
            return None
        clean, reason = value, ""
        if len(value) > LIMITS[key]:
            reason = "too long"
        elif key == "link" and not _is_web(value):
            reason = "not a web address"
        elif key == "bio":
            clean = checks.scrubbed(value)
            if checks.hides(clean, owner):
                reason = _OF_OTHERS
            elif len(clean) > LIMITS[key]:
                reason = "too long"
        elif (
            checks.identifies(value)
            or checks.tells(_words(value) if key == "link" else value, owner)
            or checks.hides(value, owner)
        ):
            reason = _OF_OTHERS
        counts[f"refused {key}: {reason}" if reason else key] += 1
        return None if reason else clean

    rows = [
        (owner := row["pseudonym"], *(published(key, row[key], owner) for key in LIMITS))
        for row in chosen.iter_rows(named=True)
    ]
    frame = pl.DataFrame(
        [row for row in rows if any(row[1:])],
        schema=dict.fromkeys(PROFILES.arrow.names, pl.String),
        orient="row",
    )
    return frame, dict(sorted(counts.items()))


class _Checks:
    """What the roster and the detectors say of a text."""

    def __init__(self, roster: pl.DataFrame) -> None:
        self._roster = roster
        self._members = Members(roster)
        self._called: dict[str, set[str]] = defaultdict(set)
        for name, pseudonym in roster.select("name", "pseudonym").iter_rows():
            self._called[pattern(name)].add(pseudonym)

    def scrubbed(self, text: str) -> str:
        """Return the text as it would stand in a message."""
        return str(scrub(pl.Series([text]), self._roster, self._members)[0][0])

    def identifies(self, text: str) -> bool:
        """Tell whether the text holds an identifier of anybody."""
        return bool(redact(pl.Series([text]))[1])

    def hides(self, text: str, owner: str) -> bool:
        """Tell whether a text spells the full name or the number of somebody else than `owner`."""
        found = self._members.spelled(text)
        own = [form for form, replacement in found.items() if replacement == owner]
        others = (form for form, replacement in found.items() if replacement != owner)
        # "Ana Prado" is a part of her name for "Ana Prado Lima".
        return any(not any(form in longer for longer in own) for form in others)

    def tells(self, text: str, owner: str) -> bool:
        """Tell whether a text names somebody else than `owner`, or reads like a stand-in for one.

        A name of one word counts in messages with a capital only; nobody shall be "bruno" either.
        """
        named = set(self._called.get(pattern(text), ()))
        for writing in (text, text.title()):
            named.update(replacement for _, _, replacement in self._members.find(writing))
        stands_in = PLACEHOLDER.search(text.upper()) or PSEUDONYM.search(text.lower())
        return bool(named - {owner} or stands_in)


def _is_web(link: str) -> bool:
    """Tell whether a link is a plain http(s) address, without a user in it."""
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = re.search(r"[\s\x00-\x20<>\"\\]", link) is None
    return plain and parts.scheme in ("http", "https") and "." in host and "@" not in parts.netloc


def _words(link: str) -> str:
    """Return the words of an address, for names in it."""
    return " ".join(re.findall(r"[^\W\d_]+", unquote(link)))
