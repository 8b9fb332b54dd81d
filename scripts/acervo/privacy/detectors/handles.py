"""Names of accounts in social networks: "@ana.souza no insta", "meu insta é ana.souza".

"@" alone proves nothing: code, packages, bots and decorators are written with it. A handle counts
when the line names a network, asks to follow or to write, greets, or thanks; without such words
only when it looks like nobody's word ("@ana_souza99") and the line is not about code.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors import logins
from acervo.privacy.detectors.handle_words import (
    CODE,
    NETWORK,
    NETWORK_NAME,
    NO_USER,
    ORDINARY,
    PROGRAM,
    PUBLISHED,
    USER,
    is_made_up,
    is_marked,
    is_no_word,
    is_of_names,
)
from acervo.privacy.names import fold
from acervo.privacy.ordinary_words import is_ordinary

_AT = re.compile(rf"(?<![\w@./`\\+-])@(?P<user>{USER})(?![\w@/(`:=]|\.\w)")
_NEAR = re.compile(
    rf"(?=\w)(?<![\w/.#])(?:{NETWORK}|arroba|dm|pv|inbox|direct|x\b(?=\s*:)|no x|on x|en x"
    r"|(?:me )?(?:sig(?:a|am|ue|o)|segu(?:e|ir|idor\w*)|s[íi]gueme|s[íi]ganme|follow\w*)"
    r"|(?:me )?(?:add|adicion\w+|marc(?:a|ou|ar|o|ue)|cham(?:a|ar|e|ou)|procur\w+|busc\w+"
    r"|etiquet\w+)"
    r"|perfil|profile|tweet\w*|stor(?:y|ies)|reels?|lives?|usu[áa]rio|usuario|username|nick\w*"
    r"|user)"
    r"(?![\w/])",
    re.I,
)
# A group that speaks of itself gives a public account: "tweet us at", "siga-nos".
OF_A_GROUP = re.compile(
    r"\b(?:(?:tweet|tag|follow|find|message|mention|join|reach)\s+us|check (?:us|it) out"
    r"|sig(?:a|am)-nos|nos sig(?:a|am)|s[íi]guenos|s[íi]g[ua]nnos)\b[^\n]{0,160}$",
    re.I,
)
_GREETING = re.compile(
    r"(?=\w)(?<!\w)(?:oi+e?|ol[áa]|hola|hi|hey|hello|e a[íi]|fala|bom dia|boa (?:tarde|noite)"
    r"|buenos d[íi]as"
    r"|buenas (?:tardes|noches)|good (?:morning|night)|obrigad[oa]|valeu|vlw|gracias|parab[ée]ns"
    r"|thanks?|(?:big |huge )?(?:shout[- ]?outs?|props|kudos)(?: to)?|h/t|palmas"
    r"|(?:shot|photos?|pics?|pictures?|filmed|v[íi]deo) (?:by|d[eoa]|por)"
    r"|felicidades|felicitaciones|feliz cumple\w*|thx|ty|cc|ping|feliz anivers[áa]rio"
    r"|happy birthday|congrats|cr[ée]ditos?|foto (?:d[aeo]|by))"
    r"[\s,:!]{1,3}(?:(?:a|o|ao|à|to|para|pra)\s)?$",
    re.I,
)
_CREDIT = re.compile(
    r"(?:\(|\b(?:by|with|from|via|done|talk|meetup|workshop|specifically|maintainers?|authors?|on"
    r"|right now is"
    r"|and|team))\s*\W{0,2}$",
    re.I,
)
_REVIEWED = re.compile(
    r"\b(?:acked|approved|co-authored|reported|requested|reviewed|signed-off|suggested|tested)-by:?\s*$",
    re.I,
)
_PLACE = re.compile(
    r"home|work|gym|school|office|church|casa|trabalho|escola|trampo|facul\w*|academia|igreja"
    r"|trabajo"
    r"|oficina|escuela|gimnasio|noon|night|latest|next|beta|alpha|stable|nightly|master|head"
    r"|click|change"
    r"|submit|username|usuario|user|nome|name|fulano_de_tal|foo|bar|baz|inject|entity|mock"
    r"|transactional",
    re.I,
)
_INNER_CAPITAL = re.compile(r"[a-z][A-Z]")
_VENUE = re.compile(r"(?:[A-Z]\w+|[#\d]\w*)\s$")
# What joins a network and an account: ":", an arrow, a pointing hand, "é", "como", or a blank.
_COPULA = (
    r"(?:\s*(?:[:=|/]|[-=]?>)\s*|\s+[–—-]\s+|\s*(?:[^\w\s!-/:-@\[-`{-~\u00a0-\u00bf]{1,4})\s*"
    r"|\s+(?:é|eh|e|es|is|era|ser[áa]|como|as)\s+(?:o\s+)?|\s+)"
)
_FOLLOW = re.compile(r"me\s+[sapc]|(?:follow|add|find)\s|\w{3,6}me\s", re.I)
_ENDS = re.compile(r"\s*$|[,;.!)|]")
_OCTET = re.compile(r":[0-9a-f]{2}:", re.I)  # "fb:a0:74:..." is a device
_SIGN = re.compile(r"[^\w\s/|]+")
_OWN = (
    r"(?:me\s+(?:segu?[ea]|ach[ae]|add|adiciona|procura|chama)\s+(?:l[áa]\s+)?(?=n[oa]\s)"
    r"|(?:sig[au]m?|procur\w+|ach\w+|encontr\w+|adicion\w+)-me\s+(?=n[oa]\s)"
    r"|(?:follow|add|find)\s+me\s+(?=on\s)|(?:s[íi]gue|b[úu]sca|agr[ée]ga)me\s+(?=en\s)|m(?:eu"
    r"|inha|y|i)|teu|seu|su|tu|your|his|her|(?:o|a|el|la|the)(?=\s+\w+\s+d))"
)
# "meu insta é ana", "instagram: ana", "insta ana.souza", "o @ dela é ana", "nick no discord: ana".
_LABELLED = re.compile(
    rf"(?=[\w@])(?<![\w/.@])(?<![0-9A-Fa-f]{{2}}:)(?P<own>{_OWN}\s*)?(?:(?:nick|user(?:name)?|usu[áa]rio|usuario|perfil|conta"
    rf"|cuenta|@|arroba"
    rf"|handle|profile|account)\s+)?(?:(?:d[oa]|no|na|en|on|in|of|de)\s+)?(?P<label>{NETWORK}"
    rf"|git(?:hub|lab)(?=\s*:\s|\s(?:é|eh|e|is|es)\s)|gh(?=\s+(?:user|handle|nick))|x(?=\s*:)|@(?=\s)|arroba(?=\s+(?:é|eh|es)\s))"
    r"(?P<user_of>\s+(?:user(?:name)?|usu[áa]rio|usuario|nick|handle|name(?=\s(?:is|was)\s|:)))?"
    rf"(?P<whose>\s+d(?:el[ea]|[eoa]\s+\w+))?(?P<by>{_COPULA})(?:@"
    rf"|arroba\s+)?(?P<user>{USER})(?:\#(?P<tag>[0-9]{{4}}))?"
    r"(?P<after>(?![\w@/#])[^\n]{0,12})",
    re.I,
)
_SOUGHT = re.compile(
    r"\b(?:add|adiciona|sig(?:a|am|ue)|segu?e|segue[mr]?|procur[ae]|busc[ao]|busca|follow|find"
    r"|agrega|marca)\s+"
    rf"(?:[oa]\s+|el\s+|la\s+)?(?P<user>{USER})\s+(?:l[áa]\s+)?(?:n[oa]|on|en|in"
    rf"|d[oa])\s+(?:meu\s+|my\s+)?{NETWORK}(?!\w)",
    re.I,
)
# Words that are more than names of networks, but for "on": "on matrix I'm x".
_ON, _ROOM = r"(?:on|no|na|en|in)", r"(?:matrix|irc|slack|zulip|keybase|gitter|libera|teams)"
# "I'm ana.souza on insta", and run together: "sou anasouza no insta".
_CALLED = re.compile(
    rf"(?=\w)(?<!\w)(?:i['’]?m|i am|sou(?: [oa])?|soy|estou como|estoy como)\s+@?(?P<user>{USER}"
    rf"(?:\#[0-9]{{4}})?)\s+(?:on|no|na|en|in)\s+(?:o\s|the\s)?(?:{NETWORK}|{_ROOM})(?!\w)",
    re.I,
)
_STATE = re.compile(
    r".*(?:ed|ing|ly|ous|ful|less|able|ible|ive|ic|al|ant|ent|ary|ish|er|est|where|body|thing)"
    r"|banned|famous|popular|public|unknown|hidden|around|already|because|together|gone|online"
)
# "no insta eu sou x", "en instagram estoy como x": the network first, then who one is there.
_THERE = re.compile(
    rf"(?=\w)(?<![\w/.@])(?:{NETWORK}|{_ON}\s+{_ROOM})(?:,|\s+(?:eu|yo|i|agora|ahora|now|l[áa]|j[áa]|d[aeo]\s+\w+)){{0,3}}\s+"
    r"(?:(?P<self>sou|soy|am|estou\s+como|estoy\s+como|me\s+(?:chamo|llamo)|i['’]m)"
    r"|fic(?:a|ou)|virou|mudou\s+p(?:ra|ara)|passou\s+a\s+ser|[ée]|eh|es|is)\s+"
    rf"(?:(?:o|a|el|la|the|now|agora|ahora)\s+)?@?(?P<user>{USER}(?:\#[0-9]{{4}})?)(?P<after>(?![\w@/#])[^\n]{{0,12}})",
    re.I,
)
# "meu usuário no jogo é x", "my gamertag: x".
_USERNAME_WORD = (
    r"(?:(?:nome|nombre)\s+de\s+(?:usu[áa]rio|utilizador)|usu[áa]rio|utilizador|user\s?name"
    r"|gamer\s?tag|nick(?:name)?|screen\s?name)"
)
_USERNAME = re.compile(
    rf"(?=\w)(?<!\w)(?P<self>(?:meu|teu|seu|mi|tu|su|my|your|his|her)\s+)?{_USERNAME_WORD}"
    r"(?:\s+(?:n[oa]|d[oae]|del?|en|on|in|for)\s+(?:(?:el|la|o|a|the)\s+)?\w+)?"
    rf"(?:\s*[:=]\s*|\s+(?:é|eh|es|is|era|was)\s+)@?(?P<user>{USER}(?:\#[0-9]{{4}})?)"
    r"(?P<after>(?![\w@/#])[^\n]{0,12})",
    re.I,
)
_SAID = re.compile(rf"(?<!\w)arroba\s+(?P<user>{USER})(?![\w@])", re.I)
_TAG = re.compile(r"(?<![\w/.#-])(?P<user>[A-Za-z0-9_.]{2,32}#[0-9]{4})(?![\w.]\w)")
_DISCORD = re.compile(r"(?<!\w)discord(?!\w)", re.I)
_REDDIT = re.compile(r"(?<![\w/.])/?u/(?P<user>[A-Za-z0-9_-]{3,20})(?![\w/])")
_LIVE_ID = re.compile(r"(?<!\w)live:(?P<user>\.?[\w.-]{4,40}\w)")
_USER, _HEAD = re.compile(USER), re.compile(r"[^\W\d_]+")
_POLITE = re.compile(
    r"\s+(?:thx|thanks|ty|pls|please|lol|ok|okay|valeu|vlw|obg|obrigad|gracias|pfv|porfa|kk+|rs+"
    r"|haha|e?\s*(?:tel|zap|e-?mail|whats)|[^\w\s,.])(?!\w)",
    re.I,
)
_OTHER_MEANINGS = {
    "github",
    "gitlab",
    "@",
    "x",
    "signal",
    "privacy",
    "steam",
    "threads",
    "messenger",
}


def _find(view: View) -> Iterator[Found]:
    for offset, line in _lines(view.prose):
        for start, end in _spans(line):
            value = line[start:end].casefold()
            yield Found(offset + start, offset + end, "HANDLE", value)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    offset = 0
    for line in text.splitlines(keepends=True):
        yield offset, line
        offset += len(line)


def _spans(line: str) -> Iterator[tuple[int, int]]:
    for match in _AT.finditer(line):
        if _is_handle(line, match):
            yield match.span("user")
    for match in _LABELLED.finditer(line):
        if _is_labelled(match) and not _is_of_a_group(line, match.start("user")):
            yield match.start("user"), match.end("tag") if match["tag"] else match.end("user")
    for match in _CALLED.finditer(line):
        if is_marked(match["user"]) or is_made_up(match["user"]) or _is_no_state(match):
            yield match.span("user")
    for shape in (_THERE, _USERNAME):
        for match in shape.finditer(line):
            if _is_introduced(match) and not _is_of_a_group(line, match.start("user")):
                yield match.span("user")
    for match in _SOUGHT.finditer(line):
        if is_marked(match["user"]) and not NO_USER.search(match["user"]):
            yield match.span("user")
    for match in _SAID.finditer(line):
        said = fold(match["user"]) not in ORDINARY
        if said and _NEAR.search(_around(line, match)):
            yield match.span("user")
    if _DISCORD.search(line) and _NEAR.search(line):
        for match in _TAG.finditer(line):
            yield match.span("user")
    for shape in (_REDDIT, _LIVE_ID):
        for match in shape.finditer(line):
            yield match.span("user")


@lru_cache(maxsize=4)  # every mention of a line asks
def _is_published(line: str) -> bool:
    return PUBLISHED.search(line) is not None


def _around(line: str, match: re.Match[str]) -> str:
    return line[max(0, match.start() - 200) : match.start()] + line[match.end() : match.end() + 200]


def _is_of_a_group(line: str, start: int) -> bool:
    user = _USER.match(line, start + (line[start : start + 1] == "@"))
    head = user and _HEAD.match(user[0])
    if head and is_of_names(head[0]):
        return False  # of a person, whoever speaks
    return OF_A_GROUP.search(line, max(0, start - 200), start) is not None


def _is_labelled(match: re.Match[str]) -> bool:
    user, copula = match["user"], match["by"].strip()
    owned = match["own"] or match["whose"] or match["user_of"]
    told = _SIGN.fullmatch(copula) is not None
    if NETWORK_NAME.fullmatch(user) or _OCTET.match(match["after"]):
        return False
    if PROGRAM.fullmatch(user) or fold(user) in ORDINARY or user.isdecimal():
        return False
    if told and not copula.strip(":=|/<>-–— ").isascii() and is_ordinary(fold(user)):
        return False  # "💕 cheers"
    if not owned and match["label"].casefold() in _OTHER_MEANINGS and not told:
        return False
    if match["label"] in "xX" and "@" not in match[0] and not is_marked(user):
        return False  # "x: T"
    if match["tag"] or "@" in match.string[match.end("by") : match.start("user")]:
        return True
    if not copula and (match["user_of"] or _FOLLOW.match(match["own"] or "")):
        return len(user) >= 4 and (
            bool(_ENDS.match(match["after"]))
            or is_made_up(user)
            or (len(user) > 5 and is_no_word(user))
        )
    if not copula:
        return len(user) >= 5 and (
            is_made_up(user) or (is_marked(user) and not NO_USER.search(user))
        )
    if is_marked(user) and not NO_USER.search(user):
        return True
    if copula in ("/", "|"):
        return False  # "insta/face"
    ends = (
        not match["after"].strip()
        or match["after"][0] in ",;.!)|/"
        or _POLITE.match(match["after"])
    )
    return bool(ends and (owned or told))


def _is_no_state(match: re.Match[str]) -> bool:
    """Tell whether "I'm x on insta" says who somebody is there, not how."""
    user = match["user"]
    return (
        match[0][0] in "iI"
        and len(user) > 5
        and user.isalpha()
        and not _STATE.fullmatch(fold(user))
    )


def _is_introduced(match: re.Match[str]) -> bool:
    """Tell whether what follows "I am ... there" is an account, and no word of the language."""
    user = match["user"]
    if NETWORK_NAME.fullmatch(user) or PROGRAM.fullmatch(user) or user.isdecimal():
        return False
    if is_marked(user):
        return not NO_USER.search(user)
    if is_made_up(user):
        return True
    ends = _ENDS.match(match["after"]) or _POLITE.match(match["after"])
    word = fold(user)
    said = ends or (len(user) > 5 and is_no_word(user))
    return bool(
        match["self"] and said and len(user) > 3 and word not in ORDINARY and not is_ordinary(word)
    )


def _is_handle(line: str, match: re.Match[str]) -> bool:
    user = match["user"]
    if PROGRAM.fullmatch(user) or user.isdecimal() or len(user) < 2:
        return False
    before, after = (
        line[max(0, match.start() - 60) : match.start()],
        line[match.end() : match.end() + 60],
    )
    if _REVIEWED.search(before):
        return True
    if CODE.search(before) or CODE.search(after):
        return bool(
            _NEAR.search(before[-16:])
            or (is_marked(user) and _GREETING.search(before))
            or re.match(rf"\W+(?:no|on|en)\s+{NETWORK}\b", after, re.I)
        )
    if _is_of_a_group(line, match.start()):
        return False
    if len(line) < 80 and not line.replace(match[0], "").strip() and len(user) > 2:
        return True  # the whole line: an answer
    if _NEAR.search(before) or _NEAR.search(after) or _GREETING.search(before):
        return True
    if "-" in user or _is_published(line):
        return False
    if is_marked(user) and ("_" in user or "." in user or not _CREDIT.search(before)):
        return True
    if _CREDIT.search(before):
        return False
    # In a chat somebody is called so; a capital inside is a type or a firm, after a name a place.
    return bool(
        user[0].isalpha()
        and len(user) > 2
        and not _PLACE.fullmatch(user)
        and not _INNER_CAPITAL.search(user)
        and not _VENUE.search(before)
    )


DETECTORS = (
    Detector(
        "handle",
        rf"(?i)(?:^|[^a-z0-9_@/.])@\w|(?:^|[^a-z0-9_])(?:{NETWORK}|x|arroba|@)(?:[^a-z0-9]|$)"
        rf"|{_USERNAME_WORD}|{_ON}\s+(?:o\s|the\s)?{_ROOM}"
        r"|git(?:hub|lab)(?:\s*:\s|\s(?:é|eh|e|is|es)\s)|gh\s|/?u/[a-z0-9_-]{3}|live:",
        _find,
        (
            "segue @ana.souza no insta",
            "meu insta é ana.souza",
            "instagram: anasouza_",
            "discord: ana#1234",
            "olha isso @ana_souza99",
            "me segue no x: @anasouza",
            "u/ana-souza",
            "no insta eu sou anasouza_99",
            "meu usuário no jogo é ana_souza",
        ),
    ),
    *logins.DETECTORS,
)
