"""Commands that members write in the chat, such as `/acervo opt-out`, and what they want."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

import polars as pl

from acervo.privacy.names import INVISIBLE

PREFIX = "/acervo"

_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_MARK = f"[{INVISIBLE}{_JOINERS}]*"
# Where a reader sees a new line: all that `str.splitlines` parts.
_ENDS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_BLANK = (
    rf"[\s\x1c-\x1f{INVISIBLE}{_JOINERS}*_~]"  # also what WhatsApp makes bold, italic, struck out
)
_GAP = rf"(?:[^\S{_ENDS}]|[\x1f{INVISIBLE}{_JOINERS}*_~])"  # within a line
# What makes another word of the prefix. No \w, which is not the same in Python and polars.
_GOES_ON = "0-9A-Za-zÀ-ɏ"
# Somebody who is called, or what a list item begins with, before the command.
_LEAD = rf"(?:{_GAP}|@\u2068[^\u2069\n]*\u2069|@\+?[0-9]{{8,15}}(?:{_GAP}|$)|[-•·👉➡])*"
_QUOTES = "\"'`´“”„‟‘’‚‛«»‹›<>「」"
_LIKE = {"/": "/\\／＼⁄∕⧸╱", "-": "-‐‑‒–—―−－﹣"}
# What is not seen goes, but for the isolates by which WhatsApp marks a mention.
_UNSEEN = re.compile(f"(@\u2068[^\u2069\n]*\u2069)|[{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WORD = re.compile(r"[\W_]*([^\W\d_]+)")
_END = re.compile(f"[{_ENDS}]|$")
_OPENED = re.compile(rf"[\W_]*[^\W\d_]+[\s:=,]*[{re.escape(_QUOTES)}]")
_CLOSED = re.compile(rf"[{re.escape(_QUOTES)}](?:{_GAP}|[.!])*(?=[{_ENDS}]|$)")
_BROKEN = 8  # lines over which an opt-out may be broken


@dataclass(frozen=True)
class Command:
    """What a command wants.

    verb: `alias`, `bio`, `link`, `opt-out`, `opt-in` or `help`; empty if nobody knows it.
    value: of `alias`, `bio` and `link`, on one line and without quotes; empty to take it back.
    """

    verb: str
    value: str = ""


def is_command(prefix: str = PREFIX) -> pl.Expr:
    """Tell which rows of `schema.RECORDS` hold commands: lines that begin with the prefix.

    Blanks and invisible marks before and inside it do not count, nor do case, the kind of slash or
    dash, and full-width letters. A line, or a message, that is wholly in quotes may be a command;
    one that begins with such a quotation speaks of it, and one that quotes a message (`> `) repeats
    it.
    """
    spoken = (pl.col("kind") == "message") & pl.col("author").is_not_null()
    shown = pl.col("state").is_in(["posted", "edited"])
    return spoken & shown & pl.col("text").str.contains(_shape(prefix))


def read_commands(text: str, prefix: str = PREFIX) -> tuple[list[Command], str]:
    """Read what a message wants, and what else it says.

    A command takes its line, or more where a quotation that begins there goes on. What protects is
    read generously, what exposes strictly: an opt-out may be spelled with any dash or none, be
    broken into lines, and words may follow ("opt out, please"); after an opt-in nothing may, and
    beside an opt-out it does not count.

    Returns:
        The commands in their order, none if `is_command` says no; and the text without them.
    """
    shape, found, rest, at = re.compile(_shape(prefix)), list[Command](), list[str](), 0
    while match := shape.search(text, at):
        rest.append(text[at : match.start()])
        command, at = _read(text, match.start() + (match[0][0] in _ENDS), prefix)
        found.append(command)
    if not found:
        return [], text
    rest.append(text[at:])
    says = False
    for i, behind in reversed(list(enumerate(rest[1:]))):
        says = says or any(map(_says, behind))
        if found[i].verb == "opt-in" and says:
            found[i] = Command("")
    left = "".join(rest).strip()
    # What is left may be a quotation of a command as a whole, which it was not before.
    more, left = read_commands("" if re.fullmatch(f"{_BLANK}*", left) else left, prefix)
    found += more
    if Command("opt-out") in found:
        found = [Command("") if each.verb == "opt-in" else each for each in found]
    return found, left


def _shape(prefix: str) -> str:
    """Return how a command may begin, as an expression for Python and the `regex` crate."""
    begins, quotes = _typed(prefix), re.escape(_QUOTES)
    return (
        rf"(?:^|[{_ENDS}]){_LEAD}(?:{begins}(?:[^{_GOES_ON}]|(?i:opt)|$)"
        rf"|[{quotes}](?:[{quotes}]|{_GAP})*{begins}(?:[^{_GOES_ON}{_ENDS}][^{_ENDS}]*)?"
        rf"[{quotes}](?:{_GAP}|[.!])*(?:[{_ENDS}]|$))"
        rf"|^{_BLANK}*{_LEAD}[{quotes}](?:[{quotes}]|{_BLANK})*{begins}(?s:[^{_GOES_ON}].*)?"
        rf"[{quotes}](?:{_BLANK}|[.!])*$"
    )


def _read(text: str, begin: int, prefix: str) -> tuple[Command, int]:
    """Read the command of the line at `begin`; return it and where it ends."""
    head = re.compile(rf"{_BLANK}*{_LEAD}(?:[{re.escape(_QUOTES)}]|{_BLANK})*{_typed(prefix)}")
    typed = head.match(text, begin)
    assert typed is not None, "a command has the prefix"
    start, quoted = typed.end(), any(quote in typed[0] for quote in _QUOTES)
    stop, *further = [end.start() for end in islice(_END.finditer(text, start), _BROKEN)]
    value = _OPENED.match(text, start, stop)
    if quoted:
        closed = _CLOSED.search(text, start)
    else:
        closed = _CLOSED.search(text, value.end(), [stop, *further][-1]) if value else None
    stop = max(stop, closed.end()) if closed else stop
    command = _wanted(text[start:stop], quoted)
    if command.verb in ("", "help"):
        for end in further:
            if _wanted(text[start:end], quoted).verb == "opt-out":
                return Command("opt-out"), end
    return command, stop


def _wanted(text: str, quoted: bool) -> Command:
    """Read what follows the prefix."""
    text = unicodedata.normalize("NFC", text)
    rest = _UNSEEN.sub(lambda found: found[1] or "", text)
    rest = re.sub("(?<=[A-Za-z])[\u200c\u200d]+(?=[A-Za-z])", "", rest)
    if quoted:
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
        case "optin" if not any(map(_says, rest)):
            return Command("opt-in")
        case "alias" | "bio" | "link":
            return Command(verb, _value(rest))
        case "help" | "ajuda" | "ayuda":
            return Command("help")
    return Command("")


def _says(char: str) -> bool:
    """Whether a character belongs to words, or asks."""
    return re.search(r"[^\W_]|\?", unicodedata.normalize("NFKC", char)) is not None


def _typed(prefix: str) -> str:
    """Return how the prefix may be typed, as an expression for Python and the `regex` crate."""
    chars = []
    for char in prefix:
        wide = chr(ord(char) + 0xFEE0)
        variants = _LIKE.get(char) or {f(c) for c in (char, wide) for f in (str.lower, str.upper)}
        chars.append(f"[{re.escape(''.join(sorted(variants)))}]")
    return rf"{chars[0]}{_GAP}*" + "".join(char + _MARK for char in chars[1:])


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
