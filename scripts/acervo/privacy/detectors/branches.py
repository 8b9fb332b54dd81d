"""Branches and accounts of banks: they have no check digits of one kind, so words decide."""

import re
from collections.abc import Iterator
from itertools import pairwise

from stdnum.us import rtn

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END

# The check digit, the numbers, and what stands between a word and its number.
_DIGIT = r"(?:\s?[-–/]\s?[0-9Xx]{1,2}|\s\(?(?:d[íi]g(?:ito)?|dv)\.?:?\s?[0-9Xx]\)?)"
_BRANCH_NUMBER = r"[0-9]{3,5}(?:\s?-\s?[0-9Xx](?![0-9]))?"
_ACCOUNT_NUMBER = rf"(?:[0-9][0-9.]{{0,13}}[0-9]{_DIGIT}|[0-9][0-9.]{{1,18}}[0-9])"
_BANK = (
    r"(?:banco do brasil|bb|bradesco|bbva|banamex|banorte|banrisul|btg|c6|caixa(?:bank)?|chase|hsbc"
    r"|inter|ita[úu]|nubank|sabadell|safra|santander|sicoob|sicredi)"
)
_LABEL = r"[\s:.=*_(#]{0,4}(?:n(?:[º°]|o\b|\.|r\b|[úu]m(?:ero)?\b)[\s:.]{0,3}|(?:é|es|is)\s)?"

_BRANCH_WORD = r"(?:ag(?:[êe]ncia|c)?|sucursal|branch(?: code)?)(?!\w)\.?"
_ACCOUNT_WORD = (
    r"(?:(?P<sure>c\s?/\s?c|c\.\s?c\.?|c\s?/\s?p"
    r"|conta[ -](?:corrente|poupan[çc]a|sal[áa]rio|pagamento|digital|conjunta|banc[áa]ria)"
    r"|n[úu]mero d[ae] conta|poupan[çc]a"
    r"|cuenta (?:corriente|de ahorros?|bancaria|n[óo]mina|de d[ée]bito|clabe)"
    r"|n[úu]mero de (?:la )?cuenta"
    r"|(?:bank )?(?:account|acct) ?(?:number|num|no\b|nr\b|\#)|acct|a/c)"
    r"|contas?|ctas?|ct|cc|cp|cuenta|(?:checking|savings|bank|my|her|his) account|account)(?!\w)\.?"
)
_MARK = re.compile(
    rf"(?=\w)(?<![\w/])(?:{_BRANCH_WORD}{_LABEL}(?P<branch>{_BRANCH_NUMBER})(?![0-9A-Za-z])"
    r"|(?:routing|aba|transit|rtn)(?: (?:number|no|num|code|n[úu]mero))?[\s:.=#]{0,3}"
    r"(?:(?:is|é|es) )?(?P<routing>[0-9]{9})(?![0-9])"
    r"|sort ?code[\s:.=#]{0,3}(?:is )?(?P<sort>[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2})(?![0-9])"
    rf"|{_ACCOUNT_WORD}(?:(?:(?:\s(?:d[oe]|del|no|en|at))?\s{_BANK})?"
    rf"{_LABEL}(?P<account>{_ACCOUNT_NUMBER}){END}"
    # "conta da minha irmã: 12345-6": the check digit makes up for the words between.
    r"|[^0-9\n,;?!\0]{0,30}?\s(?!(?:19|20)[0-9]{2}-)"
    rf"(?P<checked>[0-9][0-9.]{{2,12}}[0-9]-[0-9Xx]){END}))",
    re.I,
)
_NEAR = 60

# Branch and number behind one word: "ag 1234 / 56789-0", "ag/conta: 1234 56789-0", "Itaú 1234 ...".
_PAIR = re.compile(
    r"(?=\w)(?<![\w/])(?:ag(?:[êe]ncia|c)?(?!\w)\.?"
    r"(?:\s?(?:/|e|-)\s?(?:conta|c/?c|cta)(?: corrente| poupan[çc]a)?)?"
    rf"|(?:conta|dados banc[áa]rios|{_BANK})(?!\w))"
    rf"{_LABEL}(?P<branch>{_BRANCH_NUMBER})(?:\s?[/,;|–-]\s?|\s)"
    r"(?:(?:op\.?:?\s?)?0?13\s?[/.-]?\s?)?"
    rf"(?P<account>[0-9][0-9.]{{2,12}}[0-9]\s?-\s?[0-9Xx]){END}",
    re.I,
)


def _numbers(view: View) -> Iterator[Found]:
    """Yield branches and accounts.

    An account counts where its word, its check digit or a branch near it says that it is one; a
    branch, which many share, only beside an account.
    """
    text = view.prose
    for match in _PAIR.finditer(text):
        yield _found(match, "branch")
        yield _found(match, "account")
    marks = list(_MARK.finditer(text))
    paired = {
        mark
        for pair in pairwise(marks)
        if pair[1].start() - pair[0].end() <= _NEAR and _is_account(pair[0]) != _is_account(pair[1])
        for mark in pair
    }
    for mark in marks:
        if mark in paired or _is_sure(mark):
            yield _found(mark, mark.lastgroup or "")


def _is_account(mark: re.Match[str]) -> bool:
    return mark.lastgroup in ("account", "checked")


def _is_sure(mark: re.Match[str]) -> bool:
    if mark.lastgroup == "routing":
        return bool(rtn.is_valid(mark["routing"]))
    if mark.lastgroup == "account":
        number = mark["account"]
        if "." in number and number[-2:-1] not in "-/":  # may be a sum
            return False
        digits = sum(c.isdecimal() for c in number)
        return bool(digits >= (5 if mark["sure"] or not number.isdecimal() else 6))
    return mark.lastgroup == "checked"


def _found(match: re.Match[str], group: str) -> Found:
    value = re.sub(r"d[íi]g(?:ito)?|dv|[^0-9X]", "", match[group], flags=re.I)
    return Found(*match.span(group), "ACCOUNT", value + ("X" if match[group][-1] in "Xx" else ""))


DETECTORS = (
    Detector(
        "account",
        r"(?i:(?-u:\b)(?:ag|agc|ag[êe]ncia|sucursal|branch|routing|aba|transit|rtn|sort ?code"
        r"|contas?|ctas?|ct|cc|cp|c ?/ ?[cp]|c\. ?c|poupan[çc]a|cuenta|account|acct|a/c"
        rf"|banc[áa]rios|{_BANK}))[^0-9\n][^0-9]*[0-9]{{1,3}}[0-9.\s–/-]",
        _numbers,
        ("ag 1234 conta 56789-0", "conta corrente: 12345-6", "routing 021000021 account 123456789"),
    ),
)
