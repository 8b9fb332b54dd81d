"""What makes a number that of a document: a shape of its own, or a word before it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START
from acervo.privacy.pseudonyms import PSEUDONYM

Check = Callable[[str], bool]

_SEPARATOR = "[ \t\u2009\u202f.,–—/_-]{0,3}"
_LONGEST = 80  # characters of a value and of what stands between it and its word
_GAP = 32
# What may stand between a word and its number when the word is short or has other meanings.
_NEAR = re.compile(
    r"""(?:[\s:;,.\#=()\[\]"'`*_/–—-]|(?<![^\W_])(?:n|no|nr|num|n[úu]mero|number|é|eh|es|is|sob)
        (?![^\W\d_])[º°ª]?|[nN]?[º°ª]){0,16}""",
    re.X | re.I,
)
# Further numbers after one word: "RG 12.345.678-9 e 98.765.432-1".
_AND = re.compile(r"\s?[,;/]\s?(?:(?:e|y|and|ou|o|or)\s)?|\s(?:e|y|and|ou|o|or|&)\s", re.I)
# Between a word and a number, each of these says that the number is another one.
_OTHER = re.compile(
    r"""(?<![^\W_])(?:tel|telefones?|tel[ée]fonos?|fones?|cel|celular|whats\w*|zap|(?:tele)?phone
        |ramal|cep|pix|pedido|protocolo|valor|senha|conta|ag[êe]ncia|cpf|cnpj|rg|cnh|pis|nis|cns|sus|nif|nie|dni|niss
        |ssn|itin|curp|rfc|oab|crm|(?:pass?aport|passport)\w*|t[íi]tulo|placa)(?![^\W\d_])
        |[$€£?!]|\w{4,}\.\s""",
    re.X | re.I,
)
# Two words before two numbers: "RG e CPF: ..."
_PAIR = re.compile(
    r"^ ?(?:/|,|&|e|y|and) ?(?:o |do |a |da )?(?:cpf|rg|cnh|pis|nif|nie|dni|oab)(?!\w)", re.I
)
_NAME = re.compile(rf"\[NAME(?:_[0-9]+)?\]|{PSEUDONYM.pattern}")
# Ordinals and times.
_NO_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,2}(?:[ªº°a](?!\w)|:[0-9]{2}|h(?:[0-9]{2})?(?!\w))")


def digits(*counts: int) -> str:
    """Return the pattern of so many digits, however they are grouped; the longest count first."""
    each = (f"[0-9](?:{_SEPARATOR}[0-9]){{{count - 1}}}" for count in sorted(counts, reverse=True))
    return "|".join(each)


def canonical(writing: str) -> str:
    """Return the letters and digits of a number: what two writings of it share."""
    return "".join(char for char in writing.upper() if char.isalnum())


def _anything(_: str) -> bool:
    return True


@dataclass(frozen=True)
class Shape:
    """A number that is known as it stands.

    `pattern`: true to case, and in what `re` and the Rust crate `regex` share: the expression that
    filters texts is made from it, and cannot miss what it finds. `before`: what follows the number.
    `check`: of the canonical value. `in_links`: whether the shape is so rare that it means the same
    in a link.
    """

    pattern: str
    check: Check = _anything
    before: str = ""
    in_links: bool = False

    @property
    def candidate(self) -> str:
        """What every text matches in which a number is found."""
        return f"(?:{self.pattern})(?:{self.before})"

    @cached_property
    def _bounded(self) -> re.Pattern[str]:
        return re.compile(rf"{START}(?:{self.pattern}){END}(?={self.before})")

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of numbers."""
        for match in self._bounded.finditer(text):
            if self.check(canonical(match[0])):
                yield match.span()


@dataclass(frozen=True)
class Label:
    """A number that is known by the word before it, in any case of letters.

    `words`: pattern of the word, also for `regex`; a blank in it stands for any. `pattern`: of the
    number, not true to case. `near`: whether no more than "no. is" may stand between them; else up
    to 32 characters do, without a digit, a question or a word that announces another number.
    `unless`: what may not stand between them either. `digits`: how many each number has at least.
    """

    words: str
    pattern: str
    check: Check = _anything
    near: bool = False
    in_links: bool = False
    unless: str = r"(?!)"
    digits: int = 5

    @property
    def candidate(self) -> str:
        """What every text matches in which a number is found."""
        words = self.words.replace(" ", r"(?:[\s\x1c-\x1f]+)")
        number = "[^0-9]{0,3}".join(["[0-9]"] * self.digits)
        rest = rf"(?s:(?:[^\p{{L}}].*)?{number})" if number else ""
        return rf"(?i:(?:^|[^\p{{L}}\p{{N}}])(?:{words}){rest})"

    @cached_property
    def _label(self) -> re.Pattern[str]:
        words = self.words.replace(" ", r"(?:\s+)")
        return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W\d_])", re.I)

    @cached_property
    def _value(self) -> re.Pattern[str]:
        # Behind its word it may also follow a hyphen, or nothing at all: "RG-1234567", "rg1234567".
        start = r"(?<![0-9])(?<![0-9][.,/-])(?:(?<![^\W_])|(?=[0-9]))"
        return re.compile(rf"{start}(?:{self.pattern}){END}", re.I)

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return re.compile(self.unless, re.I)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of numbers, without their words."""
        for label in self._label.finditer(text):
            last, first = label.end(), True
            for value in self._value.finditer(text, last, last + _LONGEST):
                between = text[last : value.start()]
                if not (self._leads(between) if first else _AND.fullmatch(between)):
                    break
                if self.check(canonical(value[0])):
                    yield value.span()
                    last, first = value.end(), False

    def _leads(self, between: str) -> bool:
        if self.near:
            return _NEAR.fullmatch(between) is not None
        between = _NO_NUMBER.sub("", _NAME.sub("", _PAIR.sub("", between)))
        return not (
            len(between) > _GAP
            or any(char in "0123456789" for char in between)
            or re.search(r"\n.*\w{3}", between, re.S) is not None
            or self._unless.search(between)
            or any(not self._label.fullmatch(word[0]) for word in _OTHER.finditer(between))
        )


def document(
    kind: str, controls: tuple[str, ...], *rules: Shape | Label, name: str = ""
) -> Detector:
    """Return the detector of one kind of document; `name`: where another has that of the kind."""

    def find(view: View) -> Iterator[Found]:
        for rule in rules:
            text = view.text if rule.in_links else view.prose
            for start, end in rule.find(text):
                yield Found(start, end, kind, canonical(text[start:end]))

    candidate = "|".join(rule.candidate for rule in rules)
    return Detector(name or kind.lower(), candidate, find, controls)
