"""Telephone numbers told in words: "seis nove, nove nove...", "double five", "sessenta e nove"."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.calls import called
from acervo.privacy.detectors.services import readable
from acervo.privacy.detectors.spelled_phones import counts, value_of

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
_LINK = r"(?:[\s,.;/–-]{1,3}(?:(?:e|y|and)\s)?)"
_SPELLED = re.compile(
    rf"(?=\w)(?<![^\W_])(?:(?:mais|más|plus)\s)?(?:{_WORDS}|[0-9]{{1,5}})(?:{_LINK}(?:{_WORDS}"
    rf"|[0-9]{{1,5}})){{2,24}}(?![^\W_])",
    re.I,
)
_TOKEN = re.compile(rf"(?=\w)(?<![^\W_])(?:{_WORDS}|[0-9]+)(?![^\W_])", re.I)


def _find(view: View) -> Iterator[Found]:
    text = readable(view)
    for match in _SPELLED.finditer(text):
        digits, words, parts = _dictated(match[0])
        if not 8 <= len(digits) <= 15 or len(set(digits)) < 3 or counts(digits) or not words:
            continue
        if (words >= 4 and parts >= 7) or called(text, match.start()):
            yield Found(*match.span(), "PHONE", value_of(digits))


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


DETECTORS = (
    Detector(
        "dictated-phone",
        rf"(?i)(?:{_WORDS})(?:{_LINK}(?:{_WORDS}|[0-9]{{1,5}})){{2}}"
        rf"|[0-9]{_LINK}(?:[0-9]{{1,5}}{_LINK}(?:{_WORDS})|(?:{_WORDS}){_LINK}(?:{_WORDS}|[0-9]))",
        _find,
        (
            "seis nove nove nove nove nove nove zero zero zero um",
            "sesenta y nueve, nueve nueve ocho siete, cero cero cero uno",
        ),
    ),
)
