"""What makes a number that of a document: a shape of its own, or a word before it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START
from acervo.privacy.detectors.clauses import CLAUSE_END
from acervo.privacy.pseudonyms import PSEUDONYM

Check = Callable[[str], bool]

_SEPARATOR = "[ \t\u2009\u202f.,–—/_-]{0,3}"
_LONGEST = 48  # characters of a value
_FAR = 80
_LONG, _WINDOW = 2000, 160
# What may stand between a word and its number when the word is short or has other meanings.
_NEAR = re.compile(
    r"""(?:[\s:;,.\#=()\[\]"'`“”‘’«»*_/–—👉→-]|(?<![^\W_])(?:n|no|nr|num|n[úu]mero|number|é|eh|es|is|sob)
        (?![^\W\d_])[º°ª]?|[nN]?[º°ª]|['’]s(?!\w)){0,16}""",
    re.X | re.I,
)
# Further numbers after one word: "RG 12.345.678-9 e 98.765.432-1", "rg dela 1234567 e o do pai
# 7654321".
_AND = re.compile(
    r"""(?:[ ,/-]{1,3}(?-i:[A-Z]{2,7}[/ -][A-Z]{2}))?  # "SSP/RO"
    (?:\s?[,;/]\s?(?:(?:e|y|and|ou|o|or)\s)?|\s(?:e|y|and|ou|o|or|&)\s)(?:(?:n[ãa]o|no|not)\s)?
    (?:(?:[oa]s?|d[aeo]s?|dele|dela|del?|el|la|the|meu|minha|mi|my|mine|seu|sua|su|hi[sm]|hers?|theirs?|ours?|yours?)
    (?:['’]s)?:?\s(?:[^\W\d_]+(?:['’]s)?:?\s){0,3}
    |(?-i:\[NAME\]|[A-ZÀ-Ý][a-zà-ÿ]+):?\s(?:(?-i:[A-ZÀ-Ý][a-zà-ÿ]+):?\s){0,2}(?:[-–]\s)?)?""",
    re.X | re.I,
)
# Between a word and a number, each of these says that the number is another one.
_OTHER = re.compile(
    r"""(?=\w)(?<![^\W_])(?:tel|telefones?|tel[ée]fonos?|fones?|cel|celular|whats\w*|zap|(?:tele)?phone
        |ramal|cep|zip|pix|pedidos?|orders?|ticket|protocolo|valor|senha|conta|ag[êe]ncia|cpf|cnpj|rg
        |cnh|pis|nis|cns|sus|nif|nie|dni|niss|ssn|itin|curp|rfc|oab|crm|(?:pass?aport|passport)\w*
        |t[íi]tulo|placa|vers[ãa]o|version|versi[óo]n)(?![^\W\d_])|[$€£]""",
    re.X | re.I,
)
# Where somebody else speaks, or another sentence begins: a number behind it is an answer.
_TURN = re.compile(r"[?!]|\n(?=.*\w{3})|\w{4,}\.\s|\w+\.\n", re.S)
# What an answer says besides the number.
_REPLY = r"""
    sim|si|sí|yes|yep|yeah|claro|ok|pronto|ah|oh|[oó]|bem|bueno|pues|well|so|then|ent[ãa]o|olha|mira
    |tem|tenho|temos|tengo|tiene|have|has|got|it|that|this|isso|este|esta|esse|eso|[ée]|eh|es|is|era
    |was|ser[áa]|i|o|a|el|la|los|os|the|d[aeo]s?|del?|of|for|meu|minha|mi|m[íi][oa]|mine|my|teu|tua
    |seu|sua|su|nosso|nossa|nuestr[oa]|ours?|his|hers?|dele|dela|me|eu|yo|aqui|aqu[íi]|here|daqui|c[áa]
    |ac[áa]|est[áa]|t[áa]|fica|segue|vai|va|toma|anota|anote|apunta|n[úu]mero|number|n[º°]|s[óo]
    |only|just|now|agora|ahora|ac|n[or]?(?=\.)|nr|num|acho|creo|que|q|i|think|dia|d[íi]a
    |em|on|ser|be|deve|debe|must|foi|fue|parece|aceita|se|for|accepts?|takes|acepta|if|somente|solo
    |used|usei|us[ée]|puse|pus|botei|coloquei|uso|mine|m[íi]o|coloc[ae]|põe|poe|pon|put|tenta|try|prueba|prova|usa|use|com|con|with|le|lhe|y|e
    """
_ANSWER = re.compile(
    rf"""[\s.!?"'*_`(>»“—–→👉:-]*
    (?:(?:[^\W\d_][\w.~ ]{{0,24}}:|\[NAME\]\s?[:,–-]?)[ ]{{0,2}})?
    (?:(?:{_REPLY})(?:['’]s)?(?![^\W_])[^\w\n]{{1,4}}){{0,7}}["'*_`(\[“]*""",
    re.X | re.I,
)
# "your passport number? it's for the hotel", and the answer on the next line.
_PURPOSE = re.compile(r"[^\n?]{2,40}\n")
_IS = re.compile(r"(?<![^\W_])(?:[ée]|eh|es|is|['’]s)\W*\Z", re.I)
# Between a number and the word that follows it: "12345678 é o meu RG", "put 62704 in the zip box".
_FUNCTION = r"""
    o|a|os|as|el|la|the|meu|minha|teu|tua|seu|sua|nosso|nossa|mi|tu|su|my|your|his|her|their|our|este
    |esse|isso|this|that|ese|n[úu]mero|number|n[º°o.]|d[aeo]|del?|of|campo|field|box|linha|line
    |\w+['’]s
    """
_BINDING = r"""
    [ée]|eh|es|is|was|era|foi|fue|ser[áa]|as|como|for|para|pra|pro|no|na|in|on|en|under|
    (?:e|y|and)(?=\s(?:[oa]\s)?(?:meu|minha|seu|sua|mi|su|my)\s)
    """
_THAT = r"(?:(?:that|this|it)(?:\s?['’]?s|\sis)|(?:(?:iss|ess|est|es)[aeo]\s)?(?:[ée]|eh|es))"
_BACK = re.compile(
    rf"""["'”’»*_`)\]]{{0,3}}(?:\s?\(\s?|\s?(?:=|<-|→|[–—-])\s|[?!.,]{{0,3}}\s{_THAT}\s|\s?,?\s
    (?:(?:{_FUNCTION})\s){{0,2}}(?:{_BINDING})\s)(?:(?:{_FUNCTION}|{_BINDING})\s){{0,4}}\Z""",
    re.X | re.I,
)
# Two words before two numbers: "RG e CPF: ..."
_PAIR = re.compile(
    r"^ ?(?:/|,|&|e|y|and) ?(?:o |do |a |da )?(?:cpf|rg|cnh|pis|nif|nie|dni|oab)(?!\w)", re.I
)
_NAME = re.compile(rf"\[NAME(?:_[0-9]+)?\]|{PSEUDONYM.pattern}")
# Ordinals, times, and the numbers of a list.
_NO_NUMBER = re.compile(
    r"(?<![0-9])[0-9]{1,2}(?:[ªº°a](?!\w)|:[0-9]{2}|h(?:[0-9]{2})?(?!\w))|(?<=\n)[0-9]{1,2}[.)-]+\s"
)
# A list: a heading ("names and RGs:", "(name / RG)"), then a number behind each name.
_HEADING = re.compile(r"(?:[^\n]*:|[^\w\n)]{0,2}\)[^\w\n]{0,3})\s?\n[^\d\n:]{0,40}")
_FIRST = re.compile(r"[^\d\n:]{0,32}\n\W{0,3}1\s?[.)º°-]{1,2}\s[^\d\n:]{0,40}")
_ROW = re.compile(r"[^\d\n]{0,12}\n\W{0,4}(?:[0-9]{1,2}[.)º-]{1,2}\s?)?[^\d\n:]{0,40}")
# "Ana (12/05/1990), Rui (03/04/1991)"
_BRACKETED = re.compile(r"[\W_]{0,3}\)\s?[,;]?\s(?:(?:e|y|and)\s)?[^\d\n()]{1,40}\([\W_]{0,3}")
# Behind its word a number is gone already.
_GONE = re.compile(r"[^\n\[]{0,40}\[[A-Z]+_[0-9]")
# A number alone on the line below its word, or above it.
_BELOW, _ABOVE = re.compile(r"[^\n]*(?:\n\W*)?"), re.compile(r"(?:\W*\n)?[^\n]*")


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
        return f"(?:^|[^0-9A-Za-z])(?:{self.pattern})(?:{self.before})"

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
    """A number that is known by the word beside it, in any case of letters.

    Before the number: up to `gap` characters may stand between, without a digit or a word that
    announces another number; behind a question, a shout or the end of a line only what an answer
    says. Behind it: "is my", "in the", a bracket.

    `words`: pattern of the word, also for `regex`; a blank in it stands for any. `pattern`: of the
    number, not true to case. `near`: whether no more than "no. is" may stand between them, and the
    word before. `unless`: what may not stand between them. `digits`: how many each number has at
    least. `back`: whether the word may follow the number; `ahead`: what else may then stand
    between. `far`: whether it may stand anywhere in the line: for numbers with check digits.
    """

    words: str
    pattern: str
    check: Check = _anything
    near: bool = False
    in_links: bool = False
    unless: str = r"(?!)"
    digits: int = 5
    gap: int = 40
    back: bool = True
    ahead: str = r"(?!)"
    far: bool = False

    @property
    def candidate(self) -> str:
        """What every text matches in which a number is found."""
        return candidate([self])

    @cached_property
    def _label(self) -> re.Pattern[str]:
        words = self.words.replace(" ", r"(?:\s+)")
        # Not in a placeholder: "[RG_1]".
        return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W\d_]|_[0-9]+\])", re.I)

    @cached_property
    def _value(self) -> re.Pattern[str]:
        # Behind its word it may also follow a hyphen, or nothing at all: "RG-1234567", "rg1234567".
        start = r"(?<![0-9])(?<![0-9][.,/-])(?:(?<![^\W_])|(?=[0-9]))"
        return re.compile(rf"{start}(?:{self.pattern}){END}", re.I)

    @cached_property
    def _number(self) -> re.Pattern[str]:
        return re.compile("[0-9]" + "[^0-9]{0,3}[0-9]" * (self.digits - 1))

    @cached_property
    def _unless(self) -> re.Pattern[str]:
        return re.compile(self.unless, re.I)

    @cached_property
    def _ahead(self) -> re.Pattern[str]:
        return re.compile(self.ahead, re.I)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the spans of numbers, without their words."""
        for first, last in self._windows(text):
            for label in self._label.finditer(text, first, last):
                if self.far:
                    yield from self._around(text, *label.span())
                    continue
                spans = [*self._behind(text, label.end())]
                if not spans and not _GONE.match(text, label.end()):
                    spans = [*self._before(text, label.start())]
                yield from spans

    def _windows(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where words may stand: in a long text, around numbers of enough digits."""
        if len(text) < _LONG or not self.digits:
            yield 0, len(text)
            return
        first = last = 0
        for number in self._number.finditer(text):
            if number.start() - _WINDOW > last:
                if last:
                    yield first, last
                first = number.start() - _WINDOW
            last = number.end() + _WINDOW
        if last:
            yield max(first, 0), min(last, len(text))

    def _around(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        for value in self._value.finditer(text, max(0, start - _FAR), end + _FAR):
            if value.start() >= end:
                alone = _BELOW.fullmatch(between := text[end : value.start()])
            else:
                alone = _ABOVE.fullmatch(between := text[value.end() : start])
                between = text[max(0, value.start() - 16) : value.start()] + between
            if (
                alone
                and self.check(canonical(value[0]))
                and not self._is_of_another(between)
                and not self._unless.search(between)
            ):
                yield value.span()

    def _behind(self, text: str, last: int) -> Iterator[tuple[int, int]]:
        first, listed, pos = True, False, last
        while value := self._value.search(text, pos, last + self.gap + _LONGEST):
            pos = value.end()
            between = _NAME.sub("[NAME]", text[last : value.start()])
            if first:
                listed = _is_heading(between)
                goes_on = self._leads(text, between, value)
            else:
                shape = _ROW if listed else _AND
                goes_on = bool(shape.fullmatch(between) or _BRACKETED.fullmatch(between))
                goes_on = goes_on and not self._is_of_another(between)
            if not goes_on:
                break
            if self.check(canonical(value[0])):
                yield value.span()
                last, first = value.end(), False

    def _leads(self, text: str, between: str, value: re.Match[str]) -> bool:
        if self.near:
            return _NEAR.fullmatch(between) is not None
        listed = _is_heading(between)
        between = _NO_NUMBER.sub("", _PAIR.sub("", between))
        if (
            len(between) > self.gap
            or any(char in "0123456789" for char in between)
            or self._unless.search(between)
            or self._is_of_another(between)
        ):
            return False
        turn = None if listed else _TURN.search(between)
        if turn is None:
            return True
        answers = _ANSWER.fullmatch(between, turn.end())
        if CLAUSE_END.match(text, value.end()):
            below = turn[0] == "?" and _PURPOSE.match(between, turn.end())
            return bool(answers or (below and _ANSWER.fullmatch(between, below.end())))
        return bool(answers and (turn[0] == "!" or _IS.search(between)))

    def _is_of_another(self, between: str) -> bool:
        return any(not self._label.fullmatch(word[0]) for word in _OTHER.finditer(between))

    def _before(self, text: str, end: int) -> Iterator[tuple[int, int]]:
        """Yield the number in front of its word."""
        if self.near or not self.back:
            return
        first, last = max(0, end - 48 - _LONGEST), end
        glue = _BACK.search(text, max(0, end - 48), end)
        for value in self._value.finditer(text, first, last):
            between = text[value.end() : end]
            tied = glue is not None and value.end() == glue.start()
            loose = self._ahead.fullmatch(between)
            before = text[max(0, value.start() - 16) : value.start()]
            if (
                (tied or loose)
                and self.check(canonical(value[0]))
                and not (_OTHER.search(before) or self._unless.search(before + between))
            ):
                yield value.span()


def _is_heading(between: str) -> bool:
    """Tell whether a list begins between a word and a number."""
    return bool(_HEADING.fullmatch(_NO_NUMBER.sub("", between)) or _FIRST.fullmatch(between))


def candidate(labels: Iterable[Label]) -> str:
    """What every text matches in which one of the labels finds a number."""
    labels = [*labels]
    words = "|".join(label.words for label in labels).replace(" ", r"(?:[\s\x1c-\x1f]+)")
    digits = min(label.digits for label in labels)
    label = rf"(?:^|[^\p{{L}}\p{{N}}])(?:{words})"
    if not digits:
        return rf"(?i:{label})"
    number = "[^0-9]{0,3}".join(["[0-9]"] * digits)
    back = any(label.back and not label.near for label in labels)
    before = rf"|{number}(?s:.*){label}(?:$|[^\p{{L}}])" if back else ""
    return rf"(?i:{label}(?s:(?:[^\p{{L}}].*)?{number}){before})"


def document(
    kind: str, controls: tuple[str, ...], *rules: Shape | Label, name: str = ""
) -> Detector:
    """Return the detector of one kind of document; `name`: where another has that of the kind."""

    def find(view: View) -> Iterator[Found]:
        for rule in rules:
            text = view.text if rule.in_links else view.prose
            for start, end in rule.find(text):
                yield Found(start, end, kind, canonical(text[start:end]))

    labels = [rule for rule in rules if isinstance(rule, Label)]
    shapes = [rule.candidate for rule in rules if isinstance(rule, Shape)]
    wanted = "|".join([*shapes, candidate(labels)] if labels else shapes)
    return Detector(name or kind.lower(), wanted, find, controls)
