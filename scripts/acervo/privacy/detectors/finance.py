"""Money that is carried: payment cards and wallets of cryptocurrencies."""

import re
from collections.abc import Iterator

from stdnum import bitcoin, luhn

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.boundaries import END, START

BLANK = r"[ \t\u00a0\u2009\u202f]"
# What people put between groups; and a superset of it, for candidates.
JOINT = rf"(?:{BLANK}?[.\u2010-\u2015-]{BLANK}?|{BLANK}{{1,2}})"
JOINT_FILTER = r"[ \t\x{a0}\x{2009}\x{202f}.\x{2010}-\x{2015}-]{0,3}"

_RUN = re.compile(rf"(?<!\+)[0-9]+(?:{JOINT}[0-9]+)*")
_GROUP = re.compile(r"[0-9]+")
_BEGINS = re.compile(START)
_ENDS = re.compile(END)

_ISSUER = re.compile(r"4|5[0-8]|6|2[2-7]|3[0-9]|2131|1800")  # ISO/IEC 7812
# As printed on cards, and what people make of it.
_GROUPINGS = {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (4, 4, 4, 3), (4, 4, 4, 1)} | {
    (8, 8), (4, 12), (12, 4), (6, 10), (4, 4, 8), (6, 6, 4)
}  # fmt: skip
# Bare digits also number orders and posts: there the issuer has to have numbers of this length.
_BARE = re.compile(
    r"(?=[0-9]{16}$)(?:4|5[0-5]|6[0-57]|35|2[2-7])[0-9]+"
    r"|(?=[0-9]{15}$)(?:3[47]|2131|1800)[0-9]+|3[0689][0-9]{12}"
)
_SHORT = re.compile("5[06-8]|6|4[0-9]{12}$")  # Maestro has 12 digits and more, old Visa cards 13
_CARD_WORD = re.compile(
    r"(?=\w)(?<!\w)(?:cart(?:[ãa]o|[õo]es)|cards?|tarjetas?|visa|master(?:card)?|maestro|amex|elo"
    r"|hipercard"
    r"|cr[ée]dito|d[ée]bito|credit|debit)(?!\w)[^\n]{0,40}$",
    re.I,
)
_ORDER_WORD = re.compile(
    r"(?=\w)(?<!\w)(?:pedido|protocolo|order|ticket|rastreio|tracking|invoice|nota|id|issue|tweet|status)"
    r"\W{0,4}(?:n[º°o.]{0,2}|id|number|no\.?)?\W{0,3}$",
    re.I,
)
_CODE = re.compile(
    r"(?:(?<!\w)(?:cvv2?|cvc2?|cvn|security code"
    r"|c[óo]d(?:igo|\.)? (?:de )?(?:seguran[çc]a|seguridad|seg\.?))"
    r"(?: (?:do cart[ãa]o|de la tarjeta))?[ :=.-]{0,3}(?:(?:é|es|is) )?"
    # "the three digits on the back are 123", "código atrás do cartão 123"
    r"|(?:d[íi]gitos?|digits)[^.\n0-9]{0,24}(?<!\w)(?:atr[áa]s|verso|costas|back|reverso|dorso)"
    r"(?!\w)[^.\n0-9]{0,24}"
    r"|(?:n[úu]meros?|c[óo]digo|code|number)[^.\n0-9]{0,16}(?<!\w)"
    r"(?:atr[áa]s|verso|costas|back|reverso|dorso)[^.\n0-9]{1,12}(?:cart[ãa]o|card|tarjeta)"
    r"[^.\n0-9]{0,12}"
    # After the number of the card and its date of expiry.
    r"|[0-9]{4}[,;|/ ]{1,3}(?:(?:val|exp|venc)\w*\W{0,3})?[01][0-9]/(?:20)?[0-9]{2}[,;|/ ]{1,3}"
    r"(?:(?:c[óo]d\w*|code)\W{0,3})?)"
    rf"(?P<code>[0-9]{{3,4}}){END}",
    re.I,
)
_CARD_BEFORE = re.compile(r"(?:[0-9]{4}[ .-]?){3}[0-9]{0,4}$")


def _cards(view: View) -> Iterator[Found]:
    text = view.prose
    for run in _RUN.finditer(text):
        groups = [group.span() for group in _GROUP.finditer(text, *run.span())]
        done = -1
        for i, (start, _) in enumerate(groups):
            end = _card_end(text, groups, i) if start >= done else None
            if end is not None:
                done = end
                yield Found(start, end, "CARD", re.sub(r"[^0-9]", "", text[start:end]))


def _card_end(text: str, groups: list[tuple[int, int]], i: int) -> int | None:
    """Return the end of the card number that starts with group `i` of a run, if one does."""
    start = groups[i][0]
    if not _BEGINS.match(text, start) or not _ISSUER.match(_digits(text, groups[i : i + 4])):
        return None
    before = text[max(0, start - 60) : start]
    named = _CARD_WORD.search(before) is not None
    for j in range(min(i + 19, len(groups)), i, -1):
        sizes = tuple(end - begin for begin, end in groups[i:j])
        digits = _digits(text, groups[i:j])
        if not 12 <= len(digits) <= 19 or (
            len(digits) < 14 and (i or len(groups) > j or not _SHORT.match(digits))
        ):
            continue
        shaped = (
            bool(_BARE.match(digits) and not _ORDER_WORD.search(before))
            if len(sizes) == 1
            else sizes in _GROUPINGS
            or 13 <= len(digits) == len(sizes) == len(groups)  # spaced out, digit by digit
        )
        if (
            (named or shaped)
            and _ENDS.match(text, groups[j - 1][1])
            and len(set(digits)) > 1
            and luhn.is_valid(digits)
        ):
            return groups[j - 1][1]
    return None


def _digits(text: str, groups: list[tuple[int, int]]) -> str:
    return "".join(text[begin:end] for begin, end in groups)


def _codes(view: View) -> Iterator[Found]:
    """Yield the three digits on the back of a card. Its date of expiry alone opens nothing."""
    text = view.prose
    for match in _CODE.finditer(text):
        first = match.start() + 4
        if match[0][0].isdecimal() and not _CARD_BEFORE.search(text, max(0, first - 24), first):
            continue
        yield Found(*match.span("code"), "SECRET", match["code"])


_BITCOIN = re.compile(
    r"(?<![0-9A-Za-z])(?:[13][1-9A-HJ-NP-Za-km-z]{25,34}|bc1[0-9a-z]{8,87}"
    r"|BC1[0-9A-Z]{8,87})(?![0-9A-Za-z])"
)
_ETHEREUM = re.compile(r"(?<![0-9A-Za-z])0x[0-9A-Fa-f]{40}(?![0-9A-Za-z])")
_WALLET_WORD = re.compile(
    r"(?=\w)(?<!\w)(?:wallet|carteira|cartera|billetera|monedero|metamask|ethereum|eth|usd[tc]|bep-?20"
    r"|erc-?20"
    r"|polygon|matic|bnb|cripto\w*|crypto\w*|(?:my|meu|minha|mi) (?:address|endere[çc]o"
    r"|direcci[óo]n)"
    r"|envi[ae]r?|mand[ae]r?|deposit\w*|send|transfer\w*)(?!\w)",
    re.I,
)


def _wallets(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _BITCOIN.finditer(text):
        if bitcoin.is_valid(match[0]):
            yield Found(*match.span(), "ACCOUNT", bitcoin.compact(match[0]))
    for match in _ETHEREUM.finditer(text):  # its checksum is optional; contracts look the same
        around = text[max(0, match.start() - 60) : match.start()] + text[match.end() :][:30]
        if _WALLET_WORD.search(around):
            yield Found(*match.span(), "ACCOUNT", match[0].lower())


DETECTORS = (
    Detector(
        "card",
        rf"[0-9](?:{JOINT_FILTER}[0-9]){{11}}",
        _cards,
        ("4111 1111 1111 1111", "378282246310005", "4111.1111-1111 1111"),
    ),
    Detector(
        "cvv",
        r"(?i:cv[vcn]|security code|c[óo]d(?:igo|\.)? (?:de )?seg"
        r"|(?:d[íi]gitos?|digits|n[úu]meros?|c[óo]digo|code|number)[^.\n0-9]*"
        r"(?:atr[áa]s|verso|costas|back|dorso))(?s:.)*[0-9]{3}"
        r"|[0-9]{4}[,;|/ ](?s:.)*[01][0-9]/[0-9]{2,4}(?s:.)*[0-9]{3}",
        _codes,
        ("CVV: 123", "código de segurança 1234"),
    ),
    Detector(
        "wallet",
        r"(?:(?-u:\b)|_)(?:[13][1-9A-HJ-NP-Za-km-z]{25}|bc1[0-9a-z]{8}|BC1[0-9A-Z]{8}|0x[0-9A-Fa-f]{40})",
        _wallets,
        (
            "1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
            "minha carteira 0x52908400098527886E0F7030069857D2E4169EE7",
        ),
    ),
)
