"""Commands that members write in the chat, such as `/acervo opt-out`, and what they want."""

import re
import unicodedata
from dataclasses import dataclass

import polars as pl

from acervo.privacy.names import INVISIBLE

PREFIX = "/acervo"

_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_MARK = f"[{INVISIBLE}{_JOINERS}]*"
_BLANK = rf"[\s{INVISIBLE}{_JOINERS}*_~]"  # also what WhatsApp makes bold, italic, struck out
# Somebody who is called, or what a list item begins with, before the command.
_LEAD = rf"(?:{_BLANK}|@\u2068[^\u2069\n]*\u2069|@\+?[0-9]{{8,15}}(?:{_BLANK}|$)|[-•·👉➡])*"
_QUOTES = "\"'`´“”„‟‘’‚‛«»‹›<>「」"
_LIKE = {"/": "/\\／＼⁄∕⧸╱", "-": "-‐‑‒–—―−－﹣"}
# What is not seen goes, but for the isolates by which WhatsApp marks a mention.
_UNSEEN = re.compile(f"(@\u2068[^\u2069\n]*\u2069)|[{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WORD = re.compile(r"[\W_]*([^\W\d_]+)")


@dataclass(frozen=True)
class Command:
    """What a command wants.

    verb: `alias`, `bio`, `link`, `opt-out`, `opt-in` or `help`; empty if nobody knows it.
    value: of `alias`, `bio` and `link`, on one line and without quotes; empty to take it back.
    """

    verb: str
    value: str = ""


def is_command(prefix: str = PREFIX) -> pl.Expr:
    """Tell which rows of `schema.RECORDS` are commands: messages that begin with the prefix.

    Blanks and invisible marks before and inside it do not count, nor do case, the kind of slash or
    dash, and full-width letters. A message that is wholly in quotes may be a command; one that
    begins with such a quotation speaks of it, and one that quotes a message (`> `) repeats it.
    """
    begins, quotes = _typed(prefix), re.escape(_QUOTES)
    pattern = (
        rf"^{_LEAD}(?:{begins}(?:[\W_]|(?i:opt)|$)"
        rf"|[{quotes}](?:[{quotes}]|{_BLANK})*{begins}(?s:[\W_].*)?[{quotes}](?:{_BLANK}|[.!])*$)"
    )
    spoken = (pl.col("kind") == "message") & pl.col("author").is_not_null()
    shown = pl.col("state").is_in(["posted", "edited"])
    return spoken & shown & pl.col("text").str.contains(pattern)


def read_command(text: str, prefix: str = PREFIX) -> Command:
    """Read what one message for which `is_command` says yes wants.

    What protects is read generously, what exposes strictly: an opt-out may be spelled with any dash
    or none, and words may follow ("opt out, please"); after an opt-in nothing may.
    """
    text = unicodedata.normalize("NFC", text)
    head = re.match(rf"{_LEAD}(?:[{re.escape(_QUOTES)}]|{_BLANK})*{_typed(prefix)}", text)
    quoted, rest = "", text
    if head:
        quoted, rest = head[0], text[head.end() :]
    rest = _UNSEEN.sub(lambda found: found[1] or "", rest)
    rest = re.sub("(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])", "", rest)
    if any(quote in quoted for quote in _QUOTES):
        rest = rest.rstrip(f"{_QUOTES} .!*_~\n\t")
    word = _WORD.match(rest)
    if word is None:
        return Command("help")
    verb, rest = _plain(word[1]), rest[word.end() :]
    second = _WORD.match(rest)
    if verb == "opt" and second:
        verb, rest = verb + _plain(second[1]), rest[second.end() :]
    match verb:
        case "optout" | "sair" | "remover" | "salir" | "baja" | "remove" | "leave":
            return Command("opt-out")
        case "optin" if not re.search(r"[\w?]", unicodedata.normalize("NFKC", rest).strip("_")):
            return Command("opt-in")
        case "alias" | "bio" | "link":
            return Command(verb, _value(rest))
        case "help" | "ajuda" | "ayuda":
            return Command("help")
    return Command("")


def _typed(prefix: str) -> str:
    """Return how the prefix may be typed, as an expression for Python and the `regex` crate."""
    chars = []
    for char in prefix:
        wide = chr(ord(char) + 0xFEE0)
        variants = _LIKE.get(char) or {f(c) for c in (char, wide) for f in (str.lower, str.upper)}
        chars.append(f"[{re.escape(''.join(sorted(variants)))}]")
    return rf"{chars[0]}{_BLANK}*" + "".join(char + _MARK for char in chars[1:])


def _plain(word: str) -> str:
    """Return a word without case and accents: phones correct "alias" to "aliás"."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def _value(text: str) -> str:
    text = re.sub(r"^(?:[:=,]|\s+[:=](?=\s))", "", text)  # "alias: Zé", but "bio :)"
    value = " ".join(text.split()).strip(f" *_~{_JOINERS}")
    while len(value) > 1 and value[0] in _QUOTES and value[-1] in _QUOTES:
        value = value[1:-1].strip()
    return "" if value in _QUOTES else value
