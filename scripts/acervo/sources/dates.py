"""Calendar days as people write them: in metadata, and in the names of files."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

_NAMES = (
    ("janeiro", "enero", "january", "jan", "ene"),
    ("fevereiro", "febrero", "february", "fev", "feb"),
    ("marco", "marzo", "march", "mar"),
    ("abril", "april", "abr", "apr"),
    ("maio", "mayo", "may", "mai"),
    ("junho", "junio", "june", "jun"),
    ("julho", "julio", "july", "jul"),
    ("agosto", "august", "ago", "aug"),
    ("setembro", "septiembre", "setiembre", "september", "sept", "set", "sep"),
    ("outubro", "octubre", "october", "out", "oct"),
    ("novembro", "noviembre", "november", "nov"),
    ("dezembro", "diciembre", "december", "dez", "dic", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}

_LONGEST = 200  # characters in which a date is looked for
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_WORD = rf"(?<![^\W\d_])(?P<word>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?(?![^\W\d_])"
_END = r"(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th|er|o|a)?"
_OF = r"[\W_]*(?:(?:de|del|do|of)[\W_]+)?"
_SEP = r"(?P<sep>[-_./ ])"

# The most exact way of writing comes first, so that 2024-05-31 is never read as the month 2024-05.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}{_SEP}(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_END}",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d){_END}",
        rf"{_DAY}{_SEP}(?P<month>\d{{1,2}})(?P=sep){_YEAR}{_END}",
        rf"{_DAY}{_ORDINAL}{_OF}{_WORD}{_OF}{_YEAR}{_END}",
        rf"{_WORD}[\W_]*(?P<day>\d{{1,2}}){_ORDINAL}[\W_]+{_YEAR}{_END}",
        rf"{_YEAR}[\W_]*{_WORD}[\W_]*(?P<day>\d{{1,2}}){_ORDINAL}(?![\d\w])",
        rf"{_WORD}{_OF}{_YEAR}{_END}",
        rf"{_YEAR}{_OF}{_WORD}",
        rf"{_YEAR}[-_./](?P<month>\d{{1,2}}){_END}",
    )
)
# Day and month both in figures, the year last: the order depends on the country.
_YEAR_LAST = _PATTERNS[2]


@dataclass(frozen=True)
class Written:
    """A day as it was written: `day` is None for a month; `problem` says why it is no date."""

    year: int
    month: int
    day: int | None = None
    problem: str | None = None

    @property
    def date(self) -> dt.date:
        """The day itself; of a month, its first."""
        return dt.date(self.year, self.month, self.day or 1)

    def agrees(self, other: "Written") -> bool:
        """Whether both name the same day, or the same month where one names no day."""
        if (self.year, self.month) != (other.year, other.month):
            return False
        return self.day is None or other.day is None or self.day == other.day

    def __str__(self) -> str:
        text = f"{self.year:04}-{self.month:02}"
        return text if self.day is None else f"{text}-{self.day:02}"


def find(text: str) -> Written | None:
    """Find the date in a short text: a metadata value, or the name of a file.

    Understands `2020-12-2`, `2013-06-07 18:46`, `20240531`, `2024-05`, `31/05/2024`, and names of
    months in Portuguese, Spanish and English (`3 de maio de 2024`, `May 3rd, 2024`, `may-2024`).
    The day is the one written: a time and an offset after it change nothing.

    Returns:
        None where nothing looks like a date. Otherwise what was written, with `problem` set where
        it is no day of the calendar (2024-02-30), or may be two (03/04/2024).
    """
    plain = _plain(text[:_LONGEST])
    for pattern in _PATTERNS:
        match = pattern.search(plain)
        if match is None:
            continue
        parts = match.groupdict()
        year = int(parts["year"])
        month = _MONTHS[parts["word"]] if parts.get("word") else int(parts["month"])
        day = int(parts["day"]) if parts.get("day") else None
        if pattern is _YEAR_LAST and day is not None and day != month:
            if day <= 12 and month <= 12:
                return Written(year, month, day, "day and month cannot be told apart")
            if month > 12:
                day, month = month, day
        try:
            dt.date(year, month, 1 if day is None else day)
        except ValueError:
            return Written(year, month, day, f"impossible date {Written(year, month, day)}")
        return Written(year, month, day)
    return None


def _plain(text: str) -> str:
    """Lower case without accents, so that março, MARÇO and a decomposed ç are one word."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
