"""Codes that open: one-time passwords, PINs, and the codes of doors, alarms and locks.

A code is digits, so the words around decide. Some say enough ("PIN", "desarma com"); "code" alone
does not ("error code 1234", "código do pedido: 482913"): it must be somebody's, be said to open
something, or to have arrived, and nothing around may number orders, errors, lines or articles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.access_words import (
    ARRIVED,
    ASKS,
    CHANGED,
    CODES,
    COMBINATIONS,
    DEVICES,
    DRAWS,
    FETCHED,
    IS,
    KEYS,
    LOCKS,
    MESSAGES,
    NEW,
    ORDERS,
    OTHERS,
    OWN,
    PROOFS,
    PROVES,
    SMALL,
    SURE,
    THINGS,
    WITH,
    also_slipped,
    changes,
    opens,
    turns,
    types,
    unlocks,
)
from acervo.privacy.detectors.clauses import CLAUSE_END, COUNTED, words, words_after, words_before

_DIGITS = re.compile(
    r"(?=\w)(?<![0-9A-Za-zÀ-ɏ])(?<![0-9][.,/:-])(?<![A-Za-z]-)(?<![0-9A-Za-z]_)"
    r"(?<![#/@.$€£+!?;&%~^])(?<![$€£] )(?<!\((?![0-9 -]{4,9}#?\)))(?P<code>[A-Z]-[0-9]{4,8}"
    r"|(?<![0-9][ -])(?:[0-9]{3,4}[- ][0-9]{3,4}|[0-9]{4,9})(?![ -][0-9]{2})"
    r"|(?P<single>(?:[0-9][ -]){3,7}[0-9](?! ?[ -] ?[0-9]))"
    r"|(?P<wheel>[0-9]{1,2}(?:[ -][0-9]{1,2}){2,3})"
    r"(?! ?[ -] ?[0-9]))"
    r"(?![0-9A-Za-zÀ-ɏ]|[.,/:-][0-9]|:[0-9a-fA-F]{1,4}(?![^\W_])|\s?[%€$ºª°])"
)
_YEAR = re.compile(r"19[5-9][0-9]|20[0-3][0-9]")
_SAYS = re.compile(r"[:=>→][\s\"'“*_`]{0,3}$")
_DOORS = LOCKS | words("portao porton portal gate garagem garaje garage cancela reja wifi")
# Doors and lockers have numbers of their own.
_NUMBERED = words("porta puerta door")
_SHUT = LOCKS - words(
    "locker lockers armario taquilla casillero cacifo lock locks safe panel painel"
)
_PINS = words("pin nip puk otp tan passcode")
_LINKS = (
    THINGS
    | IS
    | OWN
    | WITH
    | words(
        "da do das dos de del la el o os a as the of to for pra pro para no na en in my aqui ahi ai"
        " here novo nova nuevo nueva new mesmo this este esta esse essa que q se dinamica temporal"
        " provisoria unica secreta numerica atual chave chaves llave llaves key keys"
        " gerou gera generated generates genero mostra mostrou shows deu gave dio"
    )
)
_ABOUT = ARRIVED | THINGS | OWN
_NEXT = re.compile(r"[^\S\n][^\W\d_]")
_TIMES = words("as las at desde ate until hasta since de por from das entre for para pra")
_TO = words("to a pra para por")
# Messages are from a number, and sent to one.
_SENDERS = words("do da de del from by to pra para pro por ao al as las a at")
_BY = (("por",), ("by",), ("via",), ("en",), ("in",), ("no",), ("na",), ("on",))
_GOES_ON = words("e y and then depois despues luego que pra")
_AT = words("on no na en in at nos nas")
_NO_NOUNS = (
    SMALL | _GOES_ON | words("antes before primeiro first pra seguido followed para obg viu ok")
)
_COMMON = words("most common mais comum mas comun weak fraca debil worst pior peor")
# They have no numbers of their own.
_KEYPADS = words("keypad keybox lockbox padlock cadeado candado")
_SIGNS = words(
    "cardinal almohadilla asterisco asterisk hash pound star numeral jogo gato sustenido"
)
_CAME = words("chegou llego came got recebi recibi veio apareceu aparecio texted mandaram mandaron")
_ME = words("me mim mi aqui here i eu yo aca ca")
_THAT = words("que q that which i")
_HAS = words("tem tiene has uses ficou quedo usa")
_NEAR, _FAR = 6, 10  # words
_FOR = (("para",), ("pra",), ("p",), ("to",), ("as",), ("como",), ("for",))
# "the code for my order? it must be 482913"
_ANSWERED = 40  # characters
_SAYS_NOTHING = SMALL | words(
    "tem tiene has have que q ser be must deve debe should acho creo think sei se chegou llego came"
    " aqui aca here i me eu yo ok sim si yes ah oh it that isso esse eso"
)
_COUNTERS = words("painel guiche fila balcao")
# What one takes, and waits with, is a place in a queue.
_TAKEN = words(
    "peguei pegou pegar pega tirei tirou tirar tira retirei retirar retire chamaram chamou chama"
    " chamando chamar painel minha nossa atual"
)
_QUEUES = also_slipped(
    words(
        "cartorio banco guiche fila posto inss detran ubs upa acougue padaria correios correio"
        " loterica"
        " hospital balcao farmacia laboratorio poupatempo financas conservatoria repartidora talho"
        " atendimento espera painel caixa frente vez"
    )
)


@dataclass(frozen=True)
class _Digits:
    """Digits that may be a code, and the words around them, the nearest first."""

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    clause: tuple[str, ...]  # all words of the clause before them
    bracketed: bool
    said: bool  # whether ":" or the like stands right before them
    ends: bool  # whether the clause ends with them
    counts: bool  # whether a word follows that they may count

    @cached_property
    def is_year(self) -> bool:
        return _YEAR.fullmatch(self.text) is not None

    @cached_property
    def is_drawn(self) -> bool:
        """Whether they look as programs draw them: "482913", "482-913"."""
        return (self.text.isdecimal() and len(self.text) == 6) or self.text[3:4] in ("-", " ")

    @cached_property
    def told(self) -> list[str]:
        """What the words before them are about."""
        return [word for word in self.before if word not in SMALL]

    @cached_property
    def is_for_proof(self) -> bool:
        """Whether they are used "to confirm", "para entrar"."""
        used = opens(self.before[0]) if self.before else False
        return used and self.after[:1] in _FOR and not PROVES.isdisjoint(self.after[1:2])


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _DIGITS.finditer(text):
        if not COUNTED.match(text, match.end()) and _opens(text, match):
            yield Found(*match.span("code"), "SECRET", re.sub(r"[^0-9]", "", match["code"]))


def _opens(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words around digits say that they open something."""
    after = words_after(text, match.end())[:_NEAR]
    clause = _but_mistakes(words_before(text, match.start()))
    asked = text.rfind("?", max(0, match.start() - _ANSWERED), match.start())
    if asked > 0 and _SAYS_NOTHING.issuperset(clause):
        clause += words_before(text, asked)
    digits = _Digits(
        match["code"],
        clause[:_FAR],
        after,
        clause,
        text[match.start() - 1 : match.start()] == "(",
        _SAYS.search(text, max(0, match.start() - 6), match.start()) is not None,
        CLAUSE_END.match(text, match.end()) is not None,
        _NEXT.match(text, match.end()) is not None and _NO_NOUNS.isdisjoint(after[:1]),
    )
    if match["wheel"]:
        return DRAWS.isdisjoint((*digits.before, *after)) and not (COMBINATIONS | _SHUT).isdisjoint(
            digits.before[:_NEAR]
        )
    if is_in_queue(text, *match.span("code")):
        return False
    if digits.is_for_proof or _is_named(digits) or _is_fed(digits):
        return True
    if (
        not IS.isdisjoint(after[:1])
        and not OWN.isdisjoint(after[1:2])
        and not CODES.isdisjoint(after)
    ):
        return True  # also where it looks like a year
    if after[:1] and after[0] in CODES and not (PROOFS | ARRIVED).isdisjoint(after):
        return OTHERS.isdisjoint(after[:_NEAR])
    # Four and six digits are codes; of years, and of telephones, others say more.
    count = sum(map(str.isdecimal, digits.text))
    return count in (4, 6) and not (digits.is_year or match["single"]) and _is_told(digits)


def _but_mistakes(told: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out that something came "por error": no error is numbered."""
    pairs = zip(told, (*told[1:], ""), strict=False)
    return tuple(
        word for word, ahead in pairs if word not in ("error", "erro") or ahead not in ("por", "in")
    )


def is_in_queue(text: str, start: int, end: int) -> bool:
    """Tell whether a "senha" of digits is a place in a queue: "peguei a senha 147 no cartório"."""
    if end - start > 4:
        return False
    before = [word for word in words_before(text, start)[:6] if word not in SMALL - OWN]
    if before[:1] not in (["senha"], ["senhas"]):
        return False
    after = words_after(text, end)[:8]
    taken = not _TAKEN.isdisjoint(before[1:3])
    return not (_QUEUES if taken else _COUNTERS).isdisjoint((*before, *after))


def _is_named(digits: _Digits) -> bool:
    """Tell whether the word for a code stands right before: "PIN 4821", "o código é 4821"."""
    before = digits.before
    stated = digits.said or not IS.isdisjoint(before[:1])
    named = CODES | KEYS if digits.is_drawn or stated else CODES
    at = next((i for i, word in enumerate(before) if word in named), None)
    if at is None:
        return False
    between, owner = before[:at], before[at + 1 : at + 3]
    others = OTHERS if FETCHED.isdisjoint(between) else OTHERS - ORDERS
    if not others.isdisjoint(before[: at + 2]):
        return False
    copula = digits.said or (
        at > 0 and (between[0] in IS or (between[0] in _TO and not CHANGED.isdisjoint(before)))
    )
    proof = not (PROOFS.isdisjoint(between) and ARRIVED.isdisjoint(digits.after[:1]))
    if digits.is_year and not (copula or proof or before[0] in _PINS):
        return False
    if before[at] in _PINS and digits.ends and _LINKS.issuperset(between[-1:]):
        return True  # "pin of whatever 4821"
    fetched = not FETCHED.isdisjoint(between) and len(between) < _NEAR
    told = copula and not _THAT.isdisjoint(between) and len(between) < _NEAR
    if not (fetched or told or _LINKS.issuperset(between)) and not (
        copula
        and (
            before[at] in SURE
            or digits.is_drawn
            or not (THINGS | FETCHED | ARRIVED).isdisjoint(between)
            or any(map(opens, digits.after))
        )
    ):
        return False
    if before[at] in SURE or copula or not FETCHED.isdisjoint(between):
        return True
    if at == 0 and before[0] in CODES and (digits.ends or not digits.text.isdecimal()):
        return OTHERS.isdisjoint((*digits.clause, *digits.after))  # "approved, code 482913"
    if at == 0 and (before[0] in COMBINATIONS or not OWN.isdisjoint(owner)):
        return True
    told = digits.is_drawn and any(map(opens, before[1:4]))  # "informe o código 482913"
    if at == 0 and (told or not (LOCKS | FETCHED).isdisjoint(digits.clause)):
        counts = digits.counts and not digits.is_drawn
        around = (*digits.clause, *digits.after)
        return (OTHERS - ORDERS).isdisjoint(around) and not counts
    return not (THINGS.isdisjoint((*between, *owner)) and ARRIVED.isdisjoint(digits.after))


def _is_fed(digits: _Digits) -> bool:
    """Tell whether a lock is opened, or a keypad fed, with the code: "desarma com 0423"."""
    told = digits.told
    if digits.before[:1] and digits.before[0] in _KEYPADS:
        return True
    if not _SIGNS.isdisjoint(digits.after[:4]) and not _GOES_ON.isdisjoint(digits.after[:2]):
        return True  # "4821 e depois cardinal"
    count = sum(map(str.isdecimal, digits.text))
    if (digits.is_drawn or (digits.ends and count == 4 and not digits.is_year)) and _has_come(
        digits
    ):
        return True
    if digits.is_drawn and not PROOFS.isdisjoint(digits.after[:4]):
        return OTHERS.isdisjoint(digits.after)
    others = OTHERS if FETCHED.isdisjoint(told) else OTHERS - ORDERS
    if not told or not others.isdisjoint(told[:_NEAR]):
        return False
    direct, after = digits.before[0], digits.after
    copula = digits.said or not IS.isdisjoint(digits.before[: 2 if direct in SMALL else 1])
    goes_on = digits.is_drawn or (len(after) > 0 and after[0] in _GOES_ON)
    if copula:
        doors = _DOORS | _NUMBERED if goes_on or direct in IS else _DOORS
        if not doors.isdisjoint(told[:3]):
            return True
        if any(map(opens, told[:4])) and not THINGS.isdisjoint(told):
            return True
    if told[0] in NEW and copula and not _DOORS.isdisjoint(told):
        return True  # "the keypad was reset, the new one is 4821"
    if direct in _TO and any(map(changes, told)) and not _DOORS.isdisjoint(told):
        return True
    if any(map(turns, told[:3])) and not LOCKS.isdisjoint(told):
        return True  # "cofre: rodem até 4821"
    if direct in _HAS and not LOCKS.isdisjoint(told[:3]) and (digits.ends or not digits.counts):
        return True
    locked = not LOCKS.isdisjoint(told[:3])
    if locked and (digits.is_drawn or direct in WITH or (goes_on and direct not in _TIMES)):
        return True
    if digits.ends and direct not in _TIMES and not _SHUT.isdisjoint(told[:2]):
        return True
    if after[:1] and after[0] in _AT and not LOCKS.isdisjoint(after[1:4]):
        return True
    if direct in WITH and any(map(opens, told[:5])):
        known = (*told, *after[:3])
        return digits.ends or any(map(unlocks, told[:3])) or not DEVICES.isdisjoint(known)
    if told[0] in ASKS and after[:1] not in (("de",), ("of",)):
        return not (digits.counts or DEVICES.isdisjoint(told))
    if types(told[0]) and not digits.counts:
        return True
    near = (*told[1:_NEAR], *(after if digits.is_drawn else ()))
    what = FETCHED | (THINGS if digits.is_drawn else _DOORS)
    return opens(told[0]) and (any(map(opens, near)) or not what.isdisjoint(near))


def _has_come(digits: _Digits) -> bool:
    """Tell whether somebody got the digits: "a mim chegou 4821", "they texted me 4821"."""
    before = [word for word in digits.before[:5] if word != "foi"]
    came = not _CAME.isdisjoint(before[:2])
    return came and not _ME.isdisjoint(before[:4])


def _is_told(digits: _Digits) -> bool:
    """Tell whether the sentence is about a code that came, or is asked for: "deu 2922"."""
    before, after = digits.before, digits.after
    around = (*before, *after)
    if not OTHERS.isdisjoint(around):
        return False
    frees = after and (unlocks(after[0]) or after[0].startswith(("abre", "open")))
    if frees and not THINGS.isdisjoint(after[1:]):
        return True
    if after and after[0] in IS and not CODES.isdisjoint(after[1:]):
        return _COMMON.isdisjoint(after)
    if "sms" in before[: _FAR if digits.is_drawn else 4]:
        return True
    if digits.is_drawn and not PROOFS.isdisjoint(before[:5]):
        return True
    if digits.is_drawn and not ARRIVED.isdisjoint(around):
        halves = not digits.text.isdecimal() and not THINGS.isdisjoint(around)
        if halves or not MESSAGES.isdisjoint(before[:4]):
            return True
    if before[:1] and before[0] not in _SENDERS and not MESSAGES.isdisjoint(around):
        arrived = not (ARRIVED - MESSAGES).isdisjoint(around)
        told = not (IS | WITH).isdisjoint(before[:2]) or after[:1] in _BY
        if arrived and (told or not digits.counts):
            return True
    if digits.bracketed:
        around = (*digits.clause, *after)
    if CODES.isdisjoint(around):
        return False
    return not _ABOUT.isdisjoint(around) or any(map(opens, before))


DETECTORS = (
    Detector(
        "code",
        r"[0-9]{4}|[0-9]{3}[ -][0-9]{3}|[0-9][ -][0-9]{1,2}[ -][0-9]",
        _find,
        (
            "código de verificação: 482913",
            "PIN 4821",
            "your code is 123-456",
            "seu código 7069 não compartilhe",
            "Use 482 913 as your login code",
            "gate: 2580#",
            "locker combo is 12-34-08",
            "482913 es tu código",
            "o alarme desarma com 0423",
        ),
    ),
)
