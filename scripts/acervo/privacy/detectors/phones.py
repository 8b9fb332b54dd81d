"""Telephone numbers: one spelling for equal numbers, and where they stand in a text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.calls import context
from acervo.privacy.detectors.clauses import COUNTED, YEAR
from acervo.privacy.detectors.services import SERVICE, readable

_GROUP = re.compile(r"[0-9]+")
_TIGHT = re.compile(r"[-.‐‑–]")
_LOOSE = re.compile(r"[ \t\u00a0\u2009\u202f]{1,2}|[ .-]?\([ ]?|[ ]?\)[ .-]{0,2}|[ ][-–][ ]")
_LEAD = re.compile(r"[+(] ?|\(\+|\+\(")
_ABROAD = re.compile(r"\(?(?:00|011)\)?[ .-]{0,2}(?=[1-9])")  # what is dialled to leave a country
_EXTENSION = re.compile(
    r"[ ,]{0,2}(?:x|ext\.?|extension|ramal|r\.)[ ]?[0-9]{1,6}(?![0-9A-Za-z])", re.I
)
_WORDISH = re.compile(r"[0-9A-Za-zÀ-ɏ]")
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[-. ]?[01]?[0-9][-. ]?[0-3]?[0-9]( .*)?"
    r"|[0-3]?[0-9][-. ][0-3]?[0-9][-. ](?:19|20)?[0-9]{2}( .*)?"
    r"|(?:.* )?(?:19|20)[0-9]{2}[- ](?:19|20)[0-9]{2}"
)
_THOUSANDS = re.compile(r"\+?[0-9]{1,3}(?:\.[0-9]{3})+")
# How numbers are written inside their country; a number of that shape must also exist there.
_AREA = r"(?:\(0? ?{0}\) ?|0? ?{0}[ .-])"
_MX = r"(?:\(?(?:01|04[45])\)?[ .-]|52[ .-](?:1[ .-])?|521[ .-])?"
_LOCAL = (
    ("BR", rf"(?:55[ -]?)?{_AREA.format('[1-9][0-9]')}9[ .-]?[0-9]{{4}}[ .-]?[0-9]{{4}}"),
    ("BR", rf"(?:55[ -]?)?{_AREA.format('[1-9][0-9]')}[2-9][0-9]{{3}}[ .-][0-9]{{4}}"),
    ("BR", r"(?:55[ -]?)?\(0?[1-9][0-9]\) ?[2-9][0-9]{7}"),
    ("BR", r"0?[1-9][0-9]9[0-9]{4}-?[0-9]{4}|55[1-9][0-9]9?[0-9]{8}"),
    ("BR", r"0[0-9]{2}[ -]?[1-9][0-9][ -]?9?[0-9]{4}[ -]?[0-9]{4}"),
    ("BR", r"0[0-9]{2} ?\([1-9][0-9]\) ?9?[0-9]{4}[ -]?[0-9]{4}"),
    ("US", r"(?:1[ .-])?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}[ .-])[0-9]{3}[ .-][0-9]{4}"),
    ("US", r"(?:1[ .-])?\([2-9][0-9]{2}\)[ .-]?[0-9]{7}"),
    ("MX", rf"{_MX}\(?[2-9][0-9]\)?[ .-][0-9]{{4}}[ .-]?[0-9]{{4}}"),
    ("MX", rf"{_MX}\(?[2-9][0-9]{{2}}\)?[ .-][0-9]{{3}}[ .-][0-9]{{2}}[ .-]?[0-9]{{2}}"),
    ("MX", r"\(?(?:01|04[45])\)?[ .-]?\(?[2-9][0-9]{1,2}\)?[ .-]?[0-9]{7,8}|521[2-9][0-9]{9}"),
    ("ES", r"[6-9][0-9]{2}[ -][0-9]{3}[ -][0-9]{3}|[6-9][0-9]{2}(?:[ .-][0-9]{2}){3}"),
    ("ES", r"9[0-9][ .-][0-9]{3}[ .-][0-9]{2}[ .-][0-9]{2}|[67][0-9]{8}"),
    ("PT", r"(?:9[1236]|2[0-9])[0-9][ -][0-9]{3}[ -][0-9]{3}|2[0-9][ .-][0-9]{3}[ .-][0-9]{4}"),
    ("PT", r"(?:9[1236]|2[0-9])[ .-][0-9]{3}[ .-][0-9]{2}[ .-][0-9]{2}|9[1236][0-9]{7}"),
    # with the country, but without its "+"
    (None, r"351[ .-]?[29][0-9]{2}[ .-]?[0-9]{3}[ .-]?[0-9]{3}"),
    (None, r"34 [6-9][0-9]{2}(?:[ .-]?[0-9]{2,3}){2,3}"),
)
_SHAPES = tuple((region, re.compile(shape)) for region, shape in _LOCAL)
# Unmistakable, whether or not the number is in use today.
_SURE = re.compile(
    r"(?:1[ .-])?(?:\([2-9][0-9]{2}\)[ .-]?|[2-9][0-9]{2}-)[0-9]{3}-?[0-9]{4}"
    r"|(?:1\.)?[2-9][0-9]{2}\.[0-9]{3}\.[0-9]{4}"
    r"|0[1-9][0-9]{0,3}(?:[ .-][0-9]{2,4}){2,4}|0[1-9][0-9]{2,3}[ -][0-9]{6,8}"
)
_MX_LEAD = re.compile(r"(?:01|04[45]|521?)(?=[0-9]{10}$)")
_DOTTED = re.compile(r"[0-9]{3}(?:\.[0-9]{3}){2}")
_IBERIAN = re.compile(r"[679][0-9]{8}|2[0-9]{8}")
REGIONS = ("BR", "US", "MX", "ES", "PT")


def canonical_phone(text: str, region: str = "BR") -> str | None:
    """Return the number in E.164 ("+5569999990001"), or None where it is none.

    Args:
        text: one number in any writing, with or without its country.
        region: the country of a number that names none.

    A Brazilian mobile number of before 2016 gets its ninth digit, as both writings are in use.
    """
    text = text.replace("(0)", " ")
    digits = "".join(_GROUP.findall(text))
    if len(digits) == 13 and digits.startswith("521"):  # Mexican mobiles lost their "1" in 2019
        digits = "52" + digits[3:]
    if not 7 <= len(digits) <= 16:
        return None
    writings = [(f"+{digits}", None)] if "+" in text else [(digits, region), (f"+{digits}", None)]
    for writing, country in writings:
        number = parse_phone(writing, country)
        if number is not None and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if "+" in text:
        number = parse_phone(f"+{digits}", None)
        if is_possible(number):
            return f"+{digits}"
    return None


def phone_writings(phone: str) -> list[str]:
    """Return the bare writings of an E.164 number, as in a mention of an unsaved contact."""
    digits = phone.lstrip("+")
    writings = [phone, digits]
    if _BR_MOBILE.fullmatch(digits):
        writings.append(digits[:4] + digits[5:])
    return writings


_BR_MOBILE = re.compile(r"55[1-9][0-9]9[0-9]{8}")
_BR_BARE_MOBILE = re.compile(r"(?:55)?[1-9][0-9]9[0-9]{8}")
# Without the area, as neighbours give it: the hyphen makes a number of it, or else words do.
_SHORT = re.compile(r"(9[ .]?[4-9][0-9]{3}|[2-9][0-9]{2,3})-([0-9]{4})")
_HINTED = re.compile(
    r"9[ .]?[4-9][0-9]{3}[ .-]?[0-9]{4}|[2-9][0-9]{2,3} [0-9]{4}|[2-9][0-9]-[0-9]{4}-[0-9]{4}"
    r"|[2-9][0-9]{2}[2-9][0-9]{6}|[67][0-9]{2}([ .-])[0-9]{3}\1[0-9]{3}"
    r"|[67][0-9]{2}(?:[ .-][0-9]{2}){3}|[67][0-9]{8}"
)
_LARGEST = ("2147483647", "2147483648", "4294967295", "4294967296")  # of what computers count
_BR_OLD_MOBILE = re.compile(r"[1-9][0-9][6-9][0-9]{7}")


def parse_phone(text: str, region: str | None) -> PhoneNumber | None:
    """Return the number that a writing may be, valid or not, with the ninth digit of Brazil."""
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    national = str(number.national_number)
    if number.country_code == 55 and _BR_OLD_MOBILE.fullmatch(national):
        number.national_number = int(f"{national[:2]}9{national[2:]}")
    return number


def _find(view: View) -> Iterator[Found]:
    """Yield the numbers in a text that can be called, from left to right.

    International writings count wherever they stand; writings inside Brazil, Portugal, Spain,
    Mexico and the United States when the number exists there; bare digits only where nothing else
    explains them. Free and company numbers (0800...) are not personal and stay.
    """
    text = readable(view)
    groups = list(_GROUP.finditer(text))
    done = -1
    for i, first in enumerate(groups):
        if first.start() < done:
            continue
        for span in _windows(text, groups, i):
            done = span.end
            yield span
            break


def _windows(text: str, groups: list[re.Match[str]], i: int) -> Iterator[Found]:
    """Yield what reads as a number from group `i` on, the longest first."""
    start = groups[i].start()
    if i and _TIGHT.fullmatch(text, groups[i - 1].end(), start):
        return
    ends: list[int] = []
    digits = 0
    for j in range(i, min(i + 8, len(groups))):
        if j > i and not _joined(text, groups[j - 1].end(), groups[j].start()):
            break
        digits += groups[j].end() - groups[j].start()
        if digits > 16:
            break
        after = groups[j + 1].start() if j + 1 < len(groups) else -1
        if digits >= 7 and not (after >= 0 and _TIGHT.fullmatch(text, groups[j].end(), after)):
            ends.append(groups[j].end())
    if not ends:
        return
    starts = [
        start - lead
        for lead in (2, 1, 0)
        if not lead or (start >= lead and _LEAD.fullmatch(text, start - lead, start))
    ]
    for end in reversed(ends):
        for start in starts:
            shape = _shape(text[start:end])
            if shape.count("(") != shape.count(")") or _cut(text, start, end, shape):
                continue  # "(" belongs to the sentence
            said = "no" if COUNTED.match(text, end) else context(text, start, end)
            phone = _reads_as(shape, said)
            if phone is not None:
                extension = _EXTENSION.match(text, end)
                yield Found(start, extension.end() if extension else end, "PHONE", phone)
                return


def _joined(text: str, end: int, start: int) -> bool:
    return bool(_TIGHT.fullmatch(text, end, start) or _LOOSE.fullmatch(text, end, start))


def _shape(writing: str) -> str:
    """Return the writing with plain blanks and hyphens; thin blanks stay: they part thousands."""
    writing = re.sub(r"[‐‑–]", "-", writing).replace("\t", " ").replace("\u00a0", " ")
    return re.sub(r" {2,}", " ", writing.replace(" - ", "-")).replace("( ", "(").replace(" )", ")")


def _cut(text: str, start: int, end: int, shape: str) -> bool:
    """Tell whether the digits are a part of something else: a word, a sum, a time, a name."""
    international = shape.startswith(("+", "(+"))
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and not international:
        last, earlier = before[-1], before[:-1]
        if _WORDISH.match(last) or last in "#$€£%=":
            return True
        if (last in ".,:+" and earlier.isdecimal()) or (last in "-_" and _WORDISH.match(earlier)):
            return True
        if last == "/" and _WORDISH.match(earlier) and shape.isdecimal() and len(shape) < 10:
            return True
    if shape.isdecimal() and COUNTED.match(text, end):
        return True
    if after and _WORDISH.match(after[0]) and not _EXTENSION.match(text, end):
        return not international or after[0].isdecimal()
    if len(after) == 2 and after[0] == "_" and _WORDISH.match(after[1]):
        return True
    if len(after) == 2 and after[0] in ",:-" and after[1].isdecimal():
        return True
    return not international and (
        after[:1] == "%" or (after[:1] == "/" and after[1:].isdecimal() and len(shape) < 10)
    )


@lru_cache(maxsize=65536)
def _reads_as(shape: str, said: str) -> str | None:
    """Return the number that a writing stands for, or None; `said`: what `calls.context` says."""
    digits = "".join(_GROUP.findall(shape))
    if said == "call":
        shape = re.sub("[\u2009\u202f]", " ", shape)
    thousands = _THOUSANDS.fullmatch(shape) and not (
        (said in ("call", "hint") and _IBERIAN.fullmatch(digits))
        or (shape[0] == "+" and len(digits) >= 11)
    )
    if _DATE.fullmatch(shape) or thousands or len(set(digits)) == 1 or digits in _LARGEST:
        return None
    if _is_lottery(shape):
        return None
    if "+" in shape:
        return canonical_phone(shape)
    if SERVICE.match(shape):
        return None
    if said == "no" and shape.isdecimal() and not _BR_BARE_MOBILE.fullmatch(shape):
        return None
    if shape.lstrip("(").startswith("00") and len(digits) >= 10:
        return canonical_phone(f"+{digits[2:]}")
    for region, local in _SHAPES:
        if local.fullmatch(shape) and (phone := _existing(digits, region)):
            return phone
    if (abroad := _ABROAD.match(shape)) and 10 <= len(digits) - 3 <= 15:
        number = parse_phone(f"+{shape[abroad.end() :]}", None)
        if number is not None and phonenumbers.is_possible_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if said == "no":
        return None
    if 9 <= len(digits) <= 14 and _SURE.fullmatch(shape):
        return canonical_phone(digits) or digits
    if said == "call" and len(digits) <= 13 and not _odd(shape):
        return canonical_phone(digits) or (digits if len(digits) < 12 else None)
    if (short := _SHORT.fullmatch(shape)) and (said or not _is_range(*short.groups())):
        return digits
    return _if_hinted(shape, digits) if said == "hint" else None


def _existing(digits: str, region: str | None) -> str | None:
    """Return the personal number that digits are in a country (None: they name it), in E.164."""
    if region == "MX":  # what was dialled before the number until 2019
        digits = _MX_LEAD.sub("", digits)
    number = parse_phone(digits if region else f"+{digits}", region)
    if number is None or not is_personal(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _if_hinted(shape: str, digits: str) -> str | None:
    """Return the number where the words around it announce one, in plain digits if need be."""
    if _HINTED.fullmatch(shape):
        return canonical_phone(digits) or digits
    if not (shape.isdecimal() or _DOTTED.fullmatch(shape)) or not 9 <= len(digits) <= 13:
        return None
    phones = (_existing(digits, region) for region in REGIONS)
    return None if digits.startswith("1") else next(filter(None, phones), None)


def _is_range(first: str, last: str) -> bool:
    """Tell whether two groups of digits are two years, or from where to where something goes."""
    if YEAR.fullmatch(first) or YEAR.fullmatch(last):
        return True
    return last.endswith("00") and int("".join(_GROUP.findall(first))) < int(last)


def _is_lottery(shape: str) -> bool:
    """Tell whether the groups are pairs that rise, as the numbers of a draw are told."""
    pairs = re.split("[ -]", shape)
    rise = all(first < last for first, last in pairwise(pairs))
    return len(pairs) > 3 and rise and all(re.fullmatch("[0-6][0-9]", p) for p in pairs)


def _odd(shape: str) -> bool:
    """Tell whether the groups are not those of a number that is called."""
    return (
        any(len(g) == 1 for g in _GROUP.findall(shape)[1:])
        or "\u202f" in shape
        or "\u2009" in shape
    )


def is_possible(number: PhoneNumber | None) -> bool:
    """Tell whether a number has the length that its country gives numbers, in use or not."""
    return number is not None and phonenumbers.is_possible_number(number)


def is_personal(number: PhoneNumber) -> bool:
    """Tell whether a number exists and is not a free or company one (0800...)."""
    company = (PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.UAN)
    return phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) not in company


DETECTORS = (
    Detector(
        "phone",
        r"[0-9](?:[\s().+\-\x{a0}\x{2009}\x{202f}‐‑–]{0,4}[0-9]){6}",
        _find,
        ("+55 69 99999-0001", "(69) 99999-0001", "+351 912 345 678", "(202) 555-0147"),
    ),
)
