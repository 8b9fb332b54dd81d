"""Telephone numbers taken apart: digits one by one, as words, or parted by lines and ornaments."""

import re
from collections.abc import Iterator
from itertools import pairwise

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.calls import called, context
from acervo.privacy.detectors.phones import (
    REGIONS,
    canonical_phone,
    is_personal,
    is_possible,
    parse_phone,
)
from acervo.privacy.detectors.services import readable

_WORDISH = "[0-9A-Za-zÀ-ɏ]"
_END = rf"(?!{_WORDISH}|%|[.,:/-][0-9])"
# Digits one by one, in an even rhythm or in groups: "6 9  9 9 9 9 9 - 0 0 0 1", "6.9.9.9.9...".
_SINGLE = re.compile(
    rf"(?<!{_WORDISH})(?<![,/$-])(?<![0-9]\.)(?:\+ ?)?\(?[0-9](?:[ .·•*_/"
    rf"|~()-]{{1,5}}[0-9]){{7,14}}\)?{_END}"
)
# A Brazilian mobile number, or one with its country, whatever stands between its parts.
_ORNAMENT = r"[^0-9A-Za-zÀ-ɏ+$€£%#@=\x00]"
_PARTED = re.compile(
    rf"(?<!{_WORDISH})(?<![$€£#=@])(?<![\d.,/:-][.,/:-])(?:(?:\+{_ORNAMENT}{{0,2}})?55{_ORNAMENT}{{0,5}})?\(?0?[1-9][0-9]\)?"
    rf"{_ORNAMENT}{{0,5}}9{_ORNAMENT}{{0,5}}[0-9]{{4}}{_ORNAMENT}{{0,5}}[0-9]{{4}}{_END}"
)
_PARTED_ABROAD = re.compile(
    rf"(?<![\w+])\+{_ORNAMENT}{{0,2}}[1-9][0-9]{{0,2}}(?:{_ORNAMENT}{{1,5}}[0-9]{{2,5}}){{2,5}}{_END}"
    r"|(?<![\w+])\+[1-9][0-9]{0,2}[/_*|~][0-9]{8,12}(?![0-9A-Za-zÀ-ɏ])"
)
# Any other with a word that says so: "tlm 912/345/678", "call 202_555_0147".
_PARTED_CALLED = re.compile(
    rf"(?<!{_WORDISH})(?<![0-9] )(?<!\+)\(?[2-9][0-9]{{1,2}}\)?(?:[ \t]?[ /_*"
    rf"|~•\n][ \t]?[0-9]{{2,4}}){{1,2}}"
    rf"(?:[ ./_*|~•\n-][0-9]{{1,4}}){{1,2}}{_END}"
)
_PLAIN = re.compile(r"[0-9 ()+.\t–-]*")  # what `phones` reads
_IBERIAN = re.compile(r"[679][0-9]{8}")
_DAY = re.compile(r"\(?[0-3][0-9]([./ -])9\1(?:19|20)[0-9]{2}")
_WAID = re.compile(r"waid=(?P<tel>[0-9]{8,15})(?![0-9])", re.I)
_TEL = re.compile(
    r"^(?:item[0-9]+\.)?TEL[^:\n]{0,80}:[ \t]*(?P<tel>\+?[0-9][0-9 ().-]{5,30}[0-9])", re.I | re.M
)

_HUNDREDS = {
    "1": "cem cento cien ciento",
    "2": "duzentos doscientos",
    "3": "trezentos trescientos",
    "4": "quatrocentos cuatrocientos",
    "5": "quinhentos quinientos",
    "6": "seiscentos seiscientos",
    "7": "setecentos setecientos",
    "8": "oitocentos ochocientos",
    "9": "novecentos novecientos",
}
_UNITS = {
    "0": "zero cero oh nil zerou",
    "1": "um uma hum uno una un one",
    "2": "dois duas dos two",
    "3": "três tres three",
    "4": "quatro cuatro four",
    "5": "cinco five",
    "6": "seis meia six",
    "7": "sete siete seven",
    "8": "oito ocho eight",
    "9": "nove nueve nine",
}
_TENS = {
    "1": "dez diez ten",
    "2": "vinte veinte twenty",
    "3": "trinta treinta thirty",
    "4": "quarenta cuarenta forty",
    "5": "cinquenta cincuenta fifty",
    "6": "sessenta sesenta sixty",
    "7": "setenta seventy",
    "8": "oitenta ochenta eighty",
    "9": "noventa ninety",
}
_TEENS = {
    "11": "onze once eleven",
    "12": "doze doce twelve",
    "13": "treze trece thirteen",
    "14": "catorze quatorze catorce fourteen",
    "15": "quinze quince fifteen",
    "16": "dezesseis dezasseis dieciséis sixteen",
    "17": "dezessete dezassete diecisiete seventeen",
    "18": "dezoito dieciocho eighteen",
    "19": "dezenove dezanove diecinueve nineteen",
}
_DIGIT = {word: digit for digit, words in _UNITS.items() for word in words.split()}
_HUNDRED = {word: digit for digit, words in _HUNDREDS.items() for word in words.split()}
_TEN = {word: digit for digit, words in _TENS.items() for word in words.split()}
_TEEN = {word: digits for digits, words in _TEENS.items() for word in words.split()}
_REPEAT = {"double": 2, "duplo": 2, "dupla": 2, "doble": 2, "triple": 3, "triplo": 3}
_WORDS = "|".join(
    sorted({*_DIGIT, *_HUNDRED, *_TEN, *_TEEN, *_REPEAT}, key=lambda word: (-len(word), word))
)
_VOCABULARY = frozenset({*_DIGIT, *_HUNDRED, *_TEN, *_TEEN})
_LETTERS = re.compile(r"[^\W\d_]+")
_LINK = r"(?:[\s,.;/–-]{1,3}(?:(?:e|y|and)\s)?)"
_SPELLED = re.compile(
    rf"(?<![^\W_])(?:(?:mais|más|plus)\s)?(?:{_WORDS}|[0-9]{{1,5}})(?:{_LINK}(?:{_WORDS}"
    rf"|[0-9]{{1,5}})){{2,24}}(?![^\W_])",
    re.I,
)
_TOKEN = re.compile(rf"(?<![^\W_])(?:{_WORDS}|[0-9]+)(?![^\W_])", re.I)


def _find(view: View) -> Iterator[Found]:
    text = readable(view)
    for shape in (_WAID, _TEL):
        for match in shape.finditer(text):
            yield Found(*match.span("tel"), "PHONE", _value(match["tel"]))
    for match in _SINGLE.finditer(text):
        digits = _digits(match[0])
        said = "call" if "+" in match[0] else context(text, *match.span())
        if said != "no" and _is_phone(digits, said):
            yield Found(*match.span(), "PHONE", _value(digits))
    for match in (*_PARTED.finditer(text), *_PARTED_ABROAD.finditer(text)):
        digits = _digits(match[0])
        if not (_PLAIN.fullmatch(match[0]) or _DAY.match(match[0]) or match[0].count("\n") > 2):
            number = parse_phone(f"+{digits}" if "+" in match[0] else digits, "BR")
            if number is not None and is_personal(number):
                yield Found(*match.span(), "PHONE", _value(digits))
    for match in _PARTED_CALLED.finditer(text):
        digits = _digits(match[0])
        plain = _PLAIN.fullmatch(match[0]) or _DAY.match(match[0])
        if not plain and 9 <= len(digits) <= 11 and called(text, match.start()):
            yield Found(*match.span(), "PHONE", _value(digits))
    spelled = not _VOCABULARY.isdisjoint(_LETTERS.findall(text.casefold()))
    for match in _SPELLED.finditer(text) if spelled else ():
        digits, words, parts = _dictated(match[0])
        if not 8 <= len(digits) <= 15 or len(set(digits)) < 3 or _counts(digits) or not words:
            continue
        if (words >= 4 and parts >= 7) or called(text, match.start()):
            yield Found(*match.span(), "PHONE", _value(digits))


def _dictated(text: str) -> tuple[str, int, int]:
    """Return the digits that are said, how many words say them, and how many parts there are."""
    digits, words, parts, open_, times = "", 0, 0, "", 1
    for match in _TOKEN.finditer(text):
        word = match[0].casefold()
        words += word.isalpha()
        parts += 1
        if word in _REPEAT:
            times = _REPEAT[word]
            continue
        said = _DIGIT.get(word) or _TEEN.get(word) or word
        if word in _HUNDRED:
            digits, open_ = digits + open_, _HUNDRED[word] + "00"
        elif word in _TEN:  # "seiscentos e sessenta"
            ten = _TEN[word] + "0"
            fills = len(open_) == 3
            digits, open_ = digits + ("" if fills else open_), (open_[0] if fills else "") + ten
        else:
            if open_:  # "sessenta e nove": the zeros of the open part that this fills
                fills = said != "0" and open_.endswith("0" * len(said)) and len(said) < len(open_)
                digits += open_[: -len(said)] if fills else open_
            digits, open_ = digits + said * times, ""
            times = 1
    return digits + open_, words, parts


def _is_phone(digits: str, said: str) -> bool:
    """Tell whether digits that stand one by one are a number, rather than a row of a table."""
    if _counts(digits) or len(set(digits)) < 3:
        return False
    if said == "call":
        return 8 <= len(digits) <= 15
    if said == "hint" and 9 <= len(digits) <= 13:
        digits = re.sub(r"^521(?=[0-9]{10}$)", "52", digits)  # Mexico, before 2019
        numbers = (parse_phone(digits, region) for region in REGIONS)
        return (
            any(n is not None and is_personal(n) for n in numbers)
            or _IBERIAN.fullmatch(digits) is not None
            or _is_american(digits)
            or (len(digits) > 10 and is_possible(parse_phone(f"+{digits}", None)))
        )
    if not 10 <= len(digits) <= 13:
        return False
    number = parse_phone(digits, "BR")
    if number is None or not is_personal(number):  # with its country, as the plain "34 ..." has it
        number = parse_phone(f"+{digits}", None)
        return number is not None and is_personal(number) and len(digits) >= 11
    return number.country_code == 55


def _is_american(digits: str) -> bool:
    """Tell whether eleven digits are a number of North America, in use or not."""
    return re.fullmatch(r"1[2-9][0-9]{2}[2-9][0-9]{6}", digits) is not None


def _counts(digits: str) -> bool:
    """Tell whether most digits are the next ones up or down: somebody counts."""
    steps = [int(b) - int(a) for a, b in pairwise(digits)]
    return max(steps.count(1), steps.count(-1)) / len(steps) >= 0.75


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


def _value(digits: str) -> str:
    return canonical_phone(digits) or _digits(digits)


DETECTORS = (
    Detector(
        "spelled-phone",
        r"(?im)[0-9](?:[ .·•*_/|~()-]{1,5}[0-9]){7}|waid=[0-9]{8}|tel[^:\n]*:[ \t]*\+?[0-9]"
        r"|[0-9](?:[^0-9a-z+$€£%#@=]{0,7}[0-9]){7}"
        rf"|(?:{_WORDS})(?:{_LINK}(?:{_WORDS}|[0-9]{{1,5}})){{2}}"
        rf"|[0-9]{_LINK}(?:[0-9]{{1,5}}{_LINK}(?:{_WORDS})|(?:{_WORDS}){_LINK}(?:{_WORDS}|[0-9]))"
        r"|\+[1-9][0-9]{0,2}[/_*|~][0-9]{8}",
        _find,
        (
            "6 9 9 9 9 9 9 - 0 0 0 1",
            "69 🌵 99999 🌵 0001",
            "(69) 99999-\n0001",
            "seis nove nove nove nove nove nove zero zero zero um",
            "sesenta y nueve, nueve nueve ocho siete, cero cero cero uno",
            "TEL;type=CELL;waid=5569999990001:69999990001",
        ),
    ),
)
