"""Personal identifiers in running text: found by shape and check digits, made placeholders."""

import re
from collections import Counter
from collections.abc import Iterator

import polars as pl
from stdnum import luhn
from stdnum.br import cnpj, cpf

from acervo.privacy.links import URL, Found, find_in_links
from acervo.privacy.phones import find_phones

# Whoever changes what is found, or how it is written, raises this: it is part of the manifest.
RULES = 1

PLACEHOLDER = re.compile(r"\[(?:NAME|media|[A-Z]+_[0-9]+)\]")
EMAIL = re.compile(
    r"(?<![\w.+%-])[.+_-]*+(?P<email>(?:[\w.+-]|%(?!40))++(?:@|%40)(?:[\w-]{1,63}\.)+(?:xn--[\w-]+|[^\W\d_]{2,}))"
)

# Superset of all finders, for polars: rows without a match are not looked at one by one.
_CANDIDATE = (
    r"[\w.+%-]@[\w-]|%40|@[0-9]{8}"
    r"|[0-9](?:[\s().+\-/\x{a0}\x{2009}\x{202f}‐‑–]{0,4}[0-9]){6}"
    r"|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/"
    r"|[?&#;!][A-Za-z0-9_.;-]{1,48}=|://[^\s/@]+@"
    r"|(?i:chat\.whatsapp\.com/|wa\.me/|t\.me/|telegram\.me/|tg://|signal\.group|discord\.gg"
    r"|discord(?:app)?\.com/invite|mega\.nz|whatsapp\.com/channel|vm\.tiktok\.com)"
)
# Not a part of a word, a decimal or a file name; "_" and "-" around it may be ornaments.
_START = r"(?<![0-9A-Za-zÀ-ɏ])(?<![0-9][.,/-])(?<![A-Za-z]-)(?<![0-9A-Za-z]_)"
_END = r"(?![0-9A-Za-zÀ-ɏ])(?![.,/-][0-9])(?!_[0-9A-Za-z])"
_CNPJ = re.compile(
    rf"{_START}(?:[0-9]{{2}}[. ]?[0-9]{{3}}[. ]?[0-9]{{3}}[/ ]?[0-9]{{4}}[- ]?[0-9]{{2}}"
    rf"|[0-9A-Z]{{2}}\.[0-9A-Z]{{3}}\.[0-9A-Z]{{3}}/[0-9A-Z]{{4}}-[0-9]{{2}}){_END}"
)
_CPF = re.compile(rf"{_START}[0-9]{{3}}[. ]?[0-9]{{3}}[. ]?[0-9]{{3}}[-–./ ]?[0-9]{{2}}{_END}")
_CARD = re.compile(
    rf"(?<!\+){_START}(?:[0-9]{{4}}([ .-])[0-9]{{4}}\1[0-9]{{4}}\1[0-9]{{4}}"
    rf"|3[0-9]{{3}}([ .-])[0-9]{{6}}\2[0-9]{{4,5}}|[0-9]{{13,19}}){_END}"
)
_CARD_OF_19 = re.compile(rf"(?<!\+){_START}(?:[0-9]{{4}}([ .-])){{4}}[0-9]{{3}}{_END}")
_CARD_PREFIX = re.compile(r"4|5[0-8]|6|2[2-7]|3[0-9]|2131|1800")
_NOT_MAIL = re.compile(r"@(?:group|resource)\.(?:v\.)?calendar\.google\.com")  # a calendar
_MESSAGE_ID = re.compile(r"[0-9]{12,}\.")  # of a mail in the archive of a list
_MENTION = re.compile(r"(?<![\w@])@\+?([0-9]{8,20})(?![\w])")


def redact(texts: pl.Series) -> tuple[pl.Series, dict[str, int]]:
    """Replace personal identifiers by placeholders such as `[PHONE_1]`.

    Args:
        texts: String series; null stays null.

    Returns:
        The texts, and how many values of each kind were replaced. Placeholders are numbered by
        order of appearance within one text; equal values share a number. Redacting twice changes
        nothing more.
    """
    counts: Counter[str] = Counter()
    rows = texts.str.contains(_CANDIDATE).fill_null(False).arg_true()
    changed = {}
    for row, text in zip(rows.to_list(), texts.gather(rows).to_list(), strict=True):
        redacted = redact_text(text, counts)
        if redacted != text:
            changed[row] = redacted
    if changed:
        texts = texts.scatter(list(changed), list(changed.values()))
    return texts, dict(sorted(counts.items()))


def redact_text(text: str, counts: Counter[str]) -> str:
    """Return one text without identifiers, and add to `counts` what was replaced, by kind."""
    # Once is enough but where what is left on both sides of a placeholder reads as an identifier
    # again; every round replaces at least one value, so this ends.
    while found := _settle(text):
        numbers = _taken(text)
        known: dict[tuple[str, str], int] = {}
        parts, done = [], 0
        for start, end, kind, value in found:
            number = known.get((kind, value))
            if number is None:
                numbers[kind] += 1
                number = known[kind, value] = numbers[kind]
            parts += [text[done:start], f"[{kind}_{number}]"]
            done = end
            counts[kind] += 1
        text = "".join([*parts, text[done:]])
    return text


def _settle(text: str) -> list[Found]:
    """Return what is to be replaced, from left to right and without overlap."""
    taken = [(m.start(), m.end()) for m in PLACEHOLDER.finditer(text)]
    found: list[Found] = []
    for finder in (find_in_links, _emails, _mentions, _in_prose):
        for item in finder(text):
            if item[1] > item[0] and not any(
                item[0] < end and start < item[1] for start, end in taken
            ):
                taken.append(item[:2])
                found.append(item)
    return sorted(found)


def _taken(text: str) -> Counter[str]:
    """Return the highest number per kind among placeholders that the text already has."""
    numbers: Counter[str] = Counter()
    for match in PLACEHOLDER.finditer(text):
        kind, _, number = match[0][1:-1].partition("_")
        if number:
            numbers[kind] = max(numbers[kind], int(number))
    return numbers


def _emails(text: str) -> Iterator[Found]:
    for match in EMAIL.finditer(text):
        value = match["email"]
        before = text[max(0, match.start("email") - 2) : match.start("email")]
        if not (
            (value.startswith("git@") and (before == "//" or text.startswith(":", match.end())))
            or _NOT_MAIL.search(value.replace("%40", "@"))
            or before == "/@"  # a profile on another server, in a link
            or (before.endswith("/") and _MESSAGE_ID.match(value))
        ):
            yield *match.span("email"), "EMAIL", value.replace("%40", "@").casefold()


def _mentions(text: str) -> Iterator[Found]:
    for match in _MENTION.finditer(text):
        yield *match.span(1), "PHONE", f"+{match[1]}"


def _in_prose(text: str) -> Iterator[Found]:
    """Yield the numbers outside links; in a link, digits are part of the address."""
    prose = URL.sub(lambda link: "\0" * len(link[0]), text)
    for shape, kind, is_valid in (
        (_CNPJ, "CNPJ", cnpj.is_valid),
        (_CPF, "CPF", cpf.is_valid),
        (_CARD_OF_19, "CARD", _is_card),
        (_CARD, "CARD", _is_card),
    ):
        for match in shape.finditer(prose):
            value = re.sub(r"[^0-9A-Z]", "", match[0])
            if is_valid(value):
                yield *match.span(), kind, value
    for start, end, phone in find_phones(prose):
        yield start, end, "PHONE", phone


def _is_card(digits: str) -> bool:
    return bool(
        _CARD_PREFIX.match(digits)
        and (len(digits) > 13 or (len(digits) == 13 and digits[0] == "4"))
        and len(set(digits)) > 1
        and luhn.is_valid(digits)
    )
