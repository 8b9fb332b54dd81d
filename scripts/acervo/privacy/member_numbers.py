"""Telephone numbers of members: their writings, and where they stand among other digits."""

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from acervo.privacy.detectors.phones import parse_phone

# For polars: every text in which a number is found matches it.
CANDIDATE = r"\d(?:\D{0,9}\d){7}"
MIN_DIGITS = 8
_RUN = re.compile(r"[0-9]+(?:[^0-9]{1,4}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_BR_MOBILE = re.compile(r"([1-9][0-9])(9[0-9]{8})")


def number_writings(form: str) -> set[str]:
    """Return the digits by which a number of the roster is called, at home and from abroad.

    Nothing for what is no number. Of a mobile number in Brazil also without the area, and as it was
    before 2016, without the ninth digit.
    """
    digits = "".join(filter(str.isdecimal, form))
    if len(digits) < MIN_DIGITS or any(map(str.isalpha, form)):
        return set()
    number = parse_phone(form, None) if form[0] == "+" else None
    if number is None:
        return {digits}
    national = str(number.national_number)
    home = {national}
    if number.country_code == 55 and (mobile := _BR_MOBILE.fullmatch(national)):
        home |= {f"{mobile[1]}{mobile[2][1:]}", mobile[2]}
    abroad = {f"{number.country_code}{each}" for each in home}
    return {each for each in {digits} | home | abroad if len(each) >= MIN_DIGITS}


class Numbers:
    """Numbers ready to be looked for: whatever parts their digits, with zeros before or not."""

    def __init__(self, digits: Iterable[str]) -> None:
        self._known = list(digits)
        self._automaton = AhoCorasick(self._known)

    def find(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Yield where numbers stand as whole groups of digits, and their digits."""
        for run in _RUN.finditer(folded) if self._known else ():
            groups = [group.span() for group in _GROUP.finditer(folded, *run.span())]
            digits = "".join(folded[start:end] for start, end in groups)
            found = self._automaton.find_matches_as_indexes(digits, overlapping=True)
            if found:
                starts, ends = _bounds(folded, groups)
                for which, start, end in found:
                    if start in starts and end in ends:
                        yield starts[start], ends[end], self._known[which]


def _bounds(text: str, groups: Iterable[tuple[int, int]]) -> tuple[dict[int, int], dict[int, int]]:
    """Return where groups of digits begin and end in the text, by their place among the digits."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    done = 0
    for start, end in groups:
        group = text[start:end]
        zeros = len(group) - len(group.lstrip("0"))
        starts |= dict.fromkeys(range(done, done + zeros + 1), start)
        done += len(group)
        ends[done] = end
    return starts, ends
