"""Names of accounts where people share code, and those that only stand beside a network's name.

"meu github é jsouza", "add me no github pf, jsouza", "insta jsouza, zap ...": networks are also
things that are spoken of, so an account must look like one, be somebody's own, or end its cell.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.handle_words import (
    NETWORK,
    NETWORK_NAME,
    NO_USER,
    ORDINARY,
    PROGRAM,
    is_made_up,
    is_marked,
    is_named_after,
    is_no_word,
    is_of_names,
)
from acervo.privacy.names import fold

_FORGE = r"(?:git(?:hub|lab)?|gh|bitbucket|codeberg)"
_USER = r"@?(?P<user>[A-Za-z][\w.-]{2,38}\w)(?P<tag>\#[0-9]{4})?(?![\w@/(=\[]|[.:-]\w)"
_ACCOUNT = (
    r"(?:user\w*|usu[áa]ri[oa]|utilizador|nick\w*|handle|perfil|conta|cuenta|account|profile)"
)
_OWN = re.compile(
    rf"(?=\w)(?<![\w/.@\#-])(?P<own>(?:meu|mi|my|teu|tu|seu|su|his|her|your)\s+)?"
    rf"(?:{_ACCOUNT}\s+(?:n[oa]|d[oae]|del?|en|on)\s+)?{_FORGE}"
    rf"(?:(?P<by>\s*[:=]\s*|\s+(?:é|eh|e|es|is|era|como|as)\s+)|\s+(?:{_ACCOUNT}\s+)?){_USER}",
    re.I,
)
_ADD = re.compile(
    r"(?=\w)(?<!\w)(?:add|adicion\w*|agr[eé]g\w*|s[ie]g\w*|s[ií]gue\w*|follow|procur\w*|b[uú]sc\w*"
    r"|ach\w*|encontr\w*|find)(?:[ -]me)?\s(?:l[áa]\s)?(?:no|na|on|en)\s"
    rf"(?:{NETWORK}|{_FORGE})(?:\s\w{{2,7}}){{0,2}}\s?[,:;–—-]{{1,2}}\s?{_USER}",
    re.I,
)
_I_AM = re.compile(
    rf"(?=\w)(?<!\w)(?:i['’]?m|i am|sou(?:\s[oa])?|soy|estou como|estoy como)\s+{_USER}"
    rf"\s+(?:on|no|na|en|in)\s+(?:the\s|o\s)?{_FORGE}(?!\w)",
    re.I,
)
_CELL = re.compile(
    rf"(?:^|[\n,;/|(•-][ \t]*|(?<!\w)(?:meu|mi|my)[ \t]+)(?:insta(?:gram)?|ig|tik[ -]?tok|twitter"
    rf"|telegram|discord|snap(?:chat)?|twitch|skype|steam|psn|xbox)[ \t]+{_USER}(?=[ \t]*(?:[,;/|)\n]|$))",
    re.I,
)
_INFLECTED = re.compile(
    r".*(?:[rzm]|[ai]d[oa]s?|ndo|ou|iu|ing|ed|mente|[cs][aã]o|[cs]i[oó]n|ble|ic[oa]|ei?r[oa]|al|age|ty"
    r"|[aeio]s)",
    re.I,
)


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for shape in (_OWN, _ADD, _I_AM, _CELL):
        for match in shape.finditer(text):
            if _is_account(match, stated=_is_stated(shape, match)):
                end = match.end("tag") if match["tag"] else match.end("user")
                yield Found(match.start("user"), end, "HANDLE", match["user"].casefold())


def _is_stated(shape: re.Pattern[str], match: re.Match[str]) -> bool:
    """Tell whether the place alone says that this is an account."""
    return shape is _CELL or (shape is _OWN and bool(match["own"] and match["by"]))


def _is_account(match: re.Match[str], *, stated: bool) -> bool:
    user = match["user"]
    if NETWORK_NAME.fullmatch(user) or PROGRAM.fullmatch(user) or NO_USER.search(user):
        return False
    if match["tag"] or is_of_names(user):
        return True
    if is_marked(user):
        return stated or is_named_after(user)
    if is_made_up(user):
        return True
    word = fold(user)
    return (
        stated
        and len(word) > 5
        and word not in ORDINARY
        and is_no_word(user)
        and not _INFLECTED.fullmatch(word)
    )


DETECTORS = (
    Detector(
        "forge account",
        rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{_FORGE}|insta(?:gram)?|ig|tik[ -]?tok|twitter|telegram|discord"
        rf"|snap(?:chat)?|twitch|skype|steam|psn|xbox)[\s:=]|(?i)(?:no|na|on|en)\s(?:{NETWORK}|{_FORGE})",
        _find,
        ("meu github é jsouza", "add me no github pf, ana.souza", "insta anasouza, zap só à noite"),
    ),
)
