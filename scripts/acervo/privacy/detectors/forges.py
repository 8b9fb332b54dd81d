"""Names of accounts where people share code, and those that only stand beside a network's name.

"meu github é jsouza", "add me no github pf, jsouza", "insta jsouza, zap ...": networks are also
things that are spoken of, so an account must look like one, be somebody's own, or end its cell.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.clauses import CLAUSE_END, words
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
_USER = r"@?(?P<user>[A-Za-z][\w.-]{1,38}\w)(?P<tag>\#[0-9]{4})?(?![\w@/(=\[]|[.:-]\w)"
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
    rf"|telegram|discord|snap(?:chat)?|twitch|skype|steam|psn|xbox)[ \t]+{_USER}"
    r"(?=[ \t]*(?:[,;/|)\n]|$))",
    re.I,
)
_NETWORKS = (
    rf"(?:{NETWORK}|{_FORGE}|venmo|cash ?app|lichess|chess\.com|roblox|fortnite|minecraft|valorant"
    r"|letterboxd|goodreads|strava|duolingo|ko-?fi|patreon|last\.?fm)"
)
_GOES = r"(?:é|eh|e|es|is|era|was|virou|ficou|pra|para|to|a|como|as)"
# "ela mudou o insta pra x", "no discord como x", "meu twitter antigo era x", "my @ is x".
_PLACED = re.compile(
    rf"(?=[\w@])(?<![\w/.@])(?:{_NETWORKS}|(?:my|meu|mi|teu|tu|his|her)\s+(?:@|arroba|nick|user))"
    rf"(?:\s+id)?(?:\s+(?!{_GOES}\s)[^\W\d_]{{2,10}}){{0,3}}?\s+{_GOES}\s+(?:(?:o|el|now|agora|ahora)\s+)?{_USER}",
    re.I,
)
# "qual teu insta? x", "psn id: x", "venmo me, x", "his telegram x".
_ASKED = re.compile(
    rf"(?=[\w@])(?<![\w/.@])(?:{_NETWORKS}|arroba|nick\w*(?:\s(?:n[oa]|en|in|on)\s\w+)?|user\s?name|gamertag)(?:\s(?:dele|dela|teu|seu|me|id|novo|nuevo|new)){{0,2}}"
    rf"\s?(?:\?\s{{1,3}}(?:(?:é|eh|es|is|it['’]?s|o\smeu\sé)\s)?|[:,]\s|\sid\s|(?<=me)\s|(?<=jogo)\s){_USER}",
    re.I,
)
_WHOSE = re.compile(
    rf"(?=\w)(?<!\w)(?:(?:his|her|their)\s+{_NETWORKS}|{_NETWORKS}\s+(?:dele|dela))\s+{_USER}", re.I
)
_PLACE = rf"(?:{_NETWORKS}|foto|pic\w*|photo|post|stor(?:y|ies)|jogo|juego|game)"
# "me procura como x no instagram", "marca x na foto", "add x on roblox".
_SOUGHT = re.compile(
    r"(?=\w)(?<!\w)(?:(?:me|te)\s)?(?:procur\w+|b[uú]sc\w+|look\s(?:me|him|her)\sup|find|encontr\w+|add|adicion\w+"
    r"|agr[eé]g\w+|sig(?:a|am|ue|an)|sigue|follow|marc\w+|tag|etiquet\w+|identifi\w+)(?:-(?:me|nos))?"
    rf"\s(?:(?:me|a|o|el|la)\s)?(?P<as>(?:as|como|por|for)\s)?{_USER}\s(?:l[áa]\s)?(?:no|na|en|on|in)\s(?:o\s|the\s|la\s|el\s)?{_PLACE}(?!\w)",
    re.I,
)
# "follow me i'm x", "sígueme, soy x".
_FOLLOWED = re.compile(
    r"(?=\w)(?<!\w)(?:follow\sme|add\sme|me\ssegu?e\w*|segue-me|s[ií]gue(?:n|me)\w*|me\sadiciona\w*|agr[eé]ga(?:me|nme))"
    rf"[^\n.!?]{{0,16}}\b(?:i['’]?m|i\sam|sou|soy|[ée]|eh|es|it['’]?s)\s(?:[oa]\s|el\s|la\s)?{_USER}",
    re.I,
)
_INFLECTED = re.compile(
    r".*(?:[ai]d[oa]s?|ndo|ou|iu|ing|ed|mente|[cs][aã]o|[cs]i[oó]n|ble|ic[oa]|ei?r[oa]|[ei]s"
    r"|(?:ci|cion|gin|ssion|speci|fici|tu|rm|soci|tr|eg)al)",
    re.I,
)


_COMMON = words(
    """
    sempre siempre always nunca antes depois despues agora ahora ninguem nadie nobody alguem alguien
    someone pessoa pessoas people trabalho trabajo empresa escola school grupo familia family amigos
    amigas friends melhor mejor better ontem ayer yesterday tonight amanha manana tomorrow direto
    direct mensagem mensaje message messages convite invite segredo secreto secret publico publica
    celular telefone telefono computador facil rapido rapida gratis favor everyone everybody people
    pessoal malta gente galera turma voces ustedes yours another outro outra otros outros desktop
    twitter youtube facebook instagram telegram discord whatsapp linkedin netflix spotify horror
    chato chatice assunto tempo noticia noticias porque quando cuando before really anymore either
    """
)
_STATED = (_CELL, _PLACED, _ASKED, _WHOSE, _FOLLOWED)
_SHAPES = (_OWN, _ADD, _I_AM, _SOUGHT, *_STATED)


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for shape in _SHAPES:
        for match in shape.finditer(text):
            if _is_account(match, stated=_is_stated(shape, match)):
                end = match.end("tag") if match["tag"] else match.end("user")
                yield Found(match.start("user"), end, "HANDLE", match["user"].casefold())


def _is_stated(shape: re.Pattern[str], match: re.Match[str]) -> bool:
    """Tell whether the place alone says that this is an account."""
    if shape in _STATED:
        return CLAUSE_END.match(match.string, match.end()) is not None
    if shape is _SOUGHT:
        return match["as"] is not None
    return shape is _OWN and bool(match["own"] and match["by"])


def _is_account(match: re.Match[str], *, stated: bool) -> bool:
    user = match["user"]
    if NETWORK_NAME.fullmatch(user) or PROGRAM.fullmatch(user) or NO_USER.search(user):
        return False
    if match["tag"] or is_of_names(user):
        return True
    if len(user) < 4:
        return False
    if is_marked(user):
        return stated or is_named_after(user)
    if is_made_up(user):
        return True
    word = fold(user)
    return (
        stated
        and len(word) > 5
        and word not in ORDINARY | _COMMON
        and is_no_word(user)
        and not _INFLECTED.fullmatch(word)
    )


DETECTORS = (
    Detector(
        "forge account",
        rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{_NETWORKS}|arroba|nick|user|gamertag)"
        r"|(?i)(?:marc|tag|etiq|identif|procur|b[uú]sc|find|encontr|add|adicion|agr[eé]g|sig|follow)\S*\s"
        r"(?:\S+\s){1,4}(?:no|na|en|on|in)\s|(?i)(?:follow|add|segue|s[ií]gue|adiciona|agr[eé]ga)"
        r"|(?i)(?:my|meu|mi|teu|tu|his|her)\s@",
        _find,
        ("meu github é jsouza", "add me no github pf, ana.souza", "insta anasouza, zap só à noite"),
    ),
)
