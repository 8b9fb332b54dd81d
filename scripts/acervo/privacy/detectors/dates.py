"""Dates as people write them, in Portuguese, Spanish and English."""

import re
from itertools import pairwise

_MONTHS = (
    "janeiro jan enero ene january",
    "fevereiro fev febrero feb february",
    "março marco mar marzo march",
    "abril abr april apr",
    "maio mai mayo may",
    "junho jun junio june",
    "julho jul julio july",
    "agosto ago august aug",
    "setembro set septiembre setiembre september sept sep",
    "outubro out octubre october oct",
    "novembro nov noviembre november",
    "dezembro dez diciembre december dic dec",
)
MONTH_NUMBER = {name: i for i, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = "(?:" + "|".join(sorted(MONTH_NUMBER, key=lambda name: (-len(name), name))) + ")"
# Numbers in words, as in certificates: "doze de maio de mil novecentos e noventa".
_WORD = (
    r"(?:primeiro|primero|uma?|un[oa]?|dois|dos|tr[êe]s|qu?atro|cuatro|cinco|seis|sete|siete"
    r"|oito|ocho"
    r"|nove|nueve|dez|diez|on[zc]e|do[zc]e|tre[zc]e|(?:qua|ca)tor[zc]e|quin[zc]e"
    r"|d[ei][ez][eac]\w{3,8}"
    r"|dezoito|v[ei]i?nt[ei]\w{0,6}|tr[ei]i?nta|[cq]uarenta|c[ií]n[qc]u?enta|se[st]?senta|setenta"
    r"|oitenta|ochenta|noventa|(?:twen|thir|for|fif|six|seven|eigh|nine)(?:ty|teen|tieth|teenth)"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|first|second|third|(?!birth|month)\w{2,6}th)"
)
_WORDS = rf"{_WORD}(?:(?: e | y |[ -]){_WORD})?"
_YEAR_WORDS = (
    rf"(?:mil (?:e )?nov[ei]c(?:ie|e)ntos|d[oi]i?s mil|nineteen|two thousand)"
    rf"(?:(?: e | y | and |[ -]){_WORD}){{0,3}}"
)
_DAY = rf"(?:[0-3]?[0-9](?:º|°|ª|o|st|nd|rd|th|er|ro)?|{_WORDS})"
_LONG_YEAR = rf"(?:(?:19|20)[0-9]{{2}}|{_YEAR_WORDS})"
_YEAR = rf"(?:{_LONG_YEAR}|['’]?[0-9]{{2}})"
_OF = r"(?: ?[/.,–-] ?| d[eo]l? (?:ano (?:de )?)?| of | |)"
_NUMERIC = (
    r"(?:19|20)[0-9]{2}[./ -][01]?[0-9][./ -][0-3]?[0-9]"
    r"|[0-3]?[0-9] ?(?:/ ?[0-3]?[0-9] ?/|\. ?[0-3]?[0-9] ?\.|[–-] ?[0-3]?[0-9] ?[–-]) ?"
    r"(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})"
    r"|[0-3]?[0-9] [0-3]?[0-9] (?:19|20)[0-9]{2}"
    r"|[0-3][0-9][0-3][0-9](?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]"
)
FULL = (
    rf"{_NUMERIC}|{_DAY}{_OF}{_MONTH}\.?{_OF}{_YEAR}"
    rf"|{_MONTH}\.? (?:the )?{_DAY}(?: ?, ?| ){_LONG_YEAR}"
)
# Without a year, or without a day; not where an older year follows.
_NO_YEAR = r"(?!,? (?:d[eo]l? )?[0-9]{4})"
PART = (
    rf"{_DAY}{_OF}{_MONTH}{_NO_YEAR}|{_MONTH}\.? {_DAY}{_NO_YEAR}|{_MONTH}\.?{_OF}{_LONG_YEAR}"
    r"|[0-3]?[0-9] ?/ ?[0-3]?[0-9]|[0-3][0-9][.-][01][0-9]"
)


def _numbers(date: str) -> tuple[int, int, int]:
    """Return year, month and day, each 0 where the date does not give it in digits."""
    words = (word.casefold() for word in re.findall(r"[^\W\d_]+", date))
    month = next((MONTH_NUMBER[word] for word in words if word in MONTH_NUMBER), 0)
    groups = re.findall("[0-9]+", date)
    if len(groups) == 1 and len(groups[0]) == 8:
        digits = groups[0]
        year_first = digits[:2] in ("19", "20") and digits[4:6] not in ("19", "20")
        cuts = (0, 4, 6, 8) if year_first else (0, 2, 4, 8)
        groups = [digits[a:b] for a, b in pairwise(cuts)]
    if groups and len(groups[0]) == 4:
        groups.reverse()
    if month:
        named = groups.pop(0) if groups and len(groups[0]) < 4 else "0"
        return _full_year(groups[0] if groups else ""), month, int(named)
    first, second, year = [*groups, "", "", ""][:3]
    day, month = int(first or 0), int(second or 0)
    if month > 12 >= day:  # as in the United States
        day, month = month, day
    return _full_year(year), month, day


def _full_year(year: str) -> int:
    return int(year or 0) if len(year) != 2 else (2000 if year < "30" else 1900) + int(year)


def year_of(date: str) -> int:
    """Return the year that a date gives in digits, 0 if none."""
    return _numbers(date)[0]


def is_date(date: str) -> bool:
    """Tell whether there may be such a day."""
    _, month, day = _numbers(date)
    return month <= 12 and day <= 31 and (month > 0 or not any(c.isdigit() for c in date))


def canonical(date: str) -> str:
    """Return what two writings of a day share: its ISO form, where it is whole."""
    year, month, day = _numbers(date)
    return f"{year or ''}-{month:02}-{day:02}" if month and day else date.casefold()
