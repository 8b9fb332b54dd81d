"""Names of accounts by the words near them: "o perfil falso é jsouza", "ana_99 joga com ele".

A word that nobody would write counts near one for accounts, networks or games; a plainer one only
in the place where the account's name belongs, and where it is made of a person's names.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.clauses import (
    CLAUSE_END,
    pattern_of,
    words,
    words_after,
    words_before,
)
from acervo.privacy.detectors.handle_words import (
    CODE,
    NETWORK_NAME,
    NO_USER,
    PROGRAM,
    PUBLISHED,
    is_made_up,
    is_marked,
    is_named_after,
    is_no_word,
    is_of_names,
)
from acervo.privacy.ordinary_words import is_ordinary

_ACCOUNT = words(
    """
perfil perfis perfiles profile profiles usuario usuarios user username utilizador handle nick nicks
nickname gamertag arroba conta cuenta account login logins alias jogador jogadora jugador gamer
player ign tag apelido apodo
"""
)
_NETWORKS = words(
    """
insta instagram ig tiktok twitter telegram discord linkedin facebook fb face snap snapchat threads
bluesky mastodon twitch kwai pinterest skype reddit youtube strava github gitlab roblox fortnite
minecraft valorant steam psn xbox fire forum foro switch nintendo playstation consola console epic
riot lichess chess duolingo
"""
)
_ABOUT = (
    words(
        """
joga jogo jogos jogar jogam jogando jogamos juega juego juegos jugar juegan jugamos game games
gaming play plays playing minecraft roblox fortnite valorant lol xbox psn steam siga sigam sigan
sigue segue seguem seguir siganme siganlo siganla follow follows following add added adiciona
adicionem adiciono agrega agreguen agreguenme agregame busca busquen buscame buscar procura procurem
procurar denuncia denunciem denuncie denuncien reporta reportem reporten report fake falso falsa
hackeado hackeada hacked cla clan guild guilda gremio squad esquadrao escuadron party lobby
ranked raid call server servidor ban bani baniu banido banned banear baneado baneen unban kick
kickado kickei alt
"""
    )
    | _ACCOUNT
    | _NETWORKS
)
# In these places the next word is a name: "... é x", "joga como x", "user x", "no insta x".
_PLACES = words(
    """
e eh es is as como llama llamo chama chamo nome nombre name called chamado chamada llamado llamada
s sou soy am estou estoy
"""
)
_IS = words("e eh es is s")
_HAVE_NAMES = _ACCOUNT | _NETWORKS
_NAMING = (_PLACES | _ACCOUNT | _NETWORKS) - {"handle", "alias", "account"}  # also verbs
_SEEKS = words(
    """
chama chamem chamar adicionar agregame buscame buscarme encuentrame encontram encontrar encuentran
encuentras encuentra encontras encontra acham acha achar buscad buscadme buscas localiza pesquisa
pesquisem pesquisar search seguidme
add busca busquen buscar busco procura procurem procurar siga sigam sigan sigue segue follow
adiciona adicionem agrega agreguen marca marquem find
"""
)
_WHICH = words("alt main old new other second my his her your their fake")
_ARTICLES = words("o a el la the")
# What is played, or looked for, before "como x", "as x".
_AS = words("como as")
_AT = words("on no na en in")
_BY = words("por for by com con with pelo pela")
_CALLED = _ACCOUNT | words("nome nombre name usuaria")
_OWN = words("meu minha mi my dele dela his her seu sua su teu tu your nosso our")
# What one used, played or was "na steam".
_USES = words(
    "usava usavas usa uso usei usaba use used using era was fui jogo jogava juego jugaba play"
    " played"
    " entro entrava entraba apareco aparece aparezco estou estoy criei cree created"
)
# "what's her insta? jsouza", also on the next line.
_ANSWERS = re.compile(
    r"\?\W{1,4}(?:(?:acho que|acho q|creo que|i think|deve ser|[ée]|eh|es|is|it['’]?s|o|el|the"
    r"|era|was)\s){0,3}@?\Z",
    re.I,
)
_NICKS = words("nick nicks nickname gamertag ign arroba username")
# Where one seeks persons; elsewhere things and projects as well.
_PEOPLE = _NETWORKS - words(
    "github gitlab youtube reddit linkedin fire switch forum foro pinterest"
)
_TOKEN = re.compile(
    r"(?=\w)(?<![\w@./\\#+-])(?<![0-9]:)(?<![0-9][a-f]:)(?P<user>[A-Za-z][\w.-]{2,38}\w(?P<tag>#[0-9]{4})?)(?![\w@/(=\[]|[.:-]\w)"
)
_SOUGHT = re.compile(
    rf"(?=\w)(?<![^\W\d_])(?:{pattern_of(_AS | _SEEKS | _IS)})(?=[\W_]{{1,12}}(?<![@./\\#+-])"
    r"(?P<user>[a-z][^\W\d_]{4,38})(?![\w@/(=\[]|[.:-]\w))",
    re.I,
)
_NOT_USER = re.compile(
    r"[A-Za-z]{3}-?[0-9][0-9A-Za-z][0-9]{2}|[A-Z]{1,6}[-_]?[0-9]+\w{0,2}|[A-Z_0-9]+|v[0-9.]+"
    r"|[^\W_]+\.[a-z]{2,5}|p[a-z2-7]{16}|[A-Za-z]\w*[-](?:\w+-?)*"
)
_EVERYBODYS = words(
    """
root admin administrator postgres mysql git guest ubuntu debian test user www-data deploy
"""
)
_SYSTEM = re.compile(
    r"^[ \t]*User[ \t]+(?P<config>[\w.#-]{3,40})(?=(?:[ \t]+\S{1,9})?[ \t]*$)"
    r"|\b(?:failed|failure|accepted|denied|closed|invalid)\b[^\n]{0,40}\buser "
    r"(?P<log>[\w.#-]{3,40})"
    r"(?=\s(?:from|by|at|on|de|desde)\b)",
    re.I | re.M,
)
# "jsouza é o meu nome no discord"
_SELF = re.compile(
    r"(?=\w)(?<![\w@./\\#+-])(?P<user>[A-Za-z][\w.-]{3,38}\w)\s(?:é|e|eh|es|is)\s(?:[oa]\s|el\s|la\s)?"
    r"(?:meu|minha|mi|my|his|her|our|nosso)\s(?:nome|nombre|name|nick\w*|user\s?name|user|usu[áa]ri[oa]"
    rf"|utilizador|gamertag|arroba|handle|perfil|conta|cuenta|account)\b[^\n.?!]{{0,24}}\b(?:{pattern_of(_NETWORKS)})\b",
    re.I,
)
# "eu usava jsouza na steam"
_USED = re.compile(
    r"(?=\w)(?<![^\W\d_])(?:usav[ao]s?|usei|uso|usaba|us[eé]|used|use|go(?:es)? by|went by)"
    rf"\s+(?P<user>[A-Za-z][\w.-]{{4,38}}\w)\s+(?:{pattern_of(_AT)})"
    rf"\s+(?:o\s|the\s|el\s|la\s)?(?:{pattern_of(_NETWORKS)})\b",
    re.I,
)
# How words end: "usava filtros no insta".
_INFLECTED = re.compile(
    r".*(?:[srzm]|[ai]d[oa]|ing|ed|mente|ao|[cs]ion|ble|ic[oa]|ei?r[oa]|al|age|ty)", re.I
)
_REFERENCE = re.compile(r"\b(?:prs?|pull|issues?|merge[ds]?|commits?|bugs?|fix\w*|closes)\b", re.I)
_CONFIG = re.compile(r"^[ \t]*Host(?:Name)?[ \t]", re.I | re.M)


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _TOKEN.finditer(text):
        user = match["user"]
        known = match["tag"] or is_marked(user) or is_made_up(user)
        if known and _is_account(text, match):
            yield Found(*match.span("user"), "HANDLE", user.casefold())
    for match in _SOUGHT.finditer(text):
        if _is_sought(text, match):
            yield Found(*match.span("user"), "HANDLE", match["user"])
    for shape in (_SELF, _USED):
        for match in shape.finditer(text):
            inflected = shape is _USED and _INFLECTED.fullmatch(match["user"])
            if is_no_word(match["user"]) and not inflected:
                yield Found(*match.span("user"), "HANDLE", match["user"].casefold())
    for match in _SYSTEM.finditer(text):
        user = match[match.lastgroup or 0]
        if user.casefold() not in _EVERYBODYS and (match["log"] or _CONFIG.search(text)):
            yield Found(*match.span(match.lastgroup or 0), "HANDLE", user.casefold())


def _is_account(text: str, match: re.Match[str]) -> bool:
    user = match["user"]
    if NETWORK_NAME.fullmatch(user) or PROGRAM.fullmatch(user) or NO_USER.search(user):
        return False
    before = words_before(text, match.start())[:8]
    after = words_after(text, match.end())[:6]
    if _ABOUT.isdisjoint((*before, *after)):
        return False
    known_there = not _NETWORKS.isdisjoint(before)
    known_at = after[:1] and after[0] in _AT and not _NETWORKS.isdisjoint(after[1:4])
    said = text[: match.start()].rstrip(" @*_\"'")[-1:] in (":", "=", ">")
    placed = bool(before) and (
        before[0] in _NAMING
        or (before[0] == "account" and not _WHICH.isdisjoint(before[1:2]))
        or (
            before[0] in _ARTICLES
            and before[1:2]
            and before[1] in _IS
            and (_ends(text, match) or is_of_names(user))
        )
        or (before[0] in _SEEKS and (said or before[1:2] in (("me",), ("mim",))))
        or (before[0] in _SEEKS and not _NETWORKS.isdisjoint(after))
        or (said and not _HAVE_NAMES.isdisjoint(before[:3]))
        or (before[0] in _SEEKS | _BY and not _SEEKS.isdisjoint(before) and known_there)
        or (before[0] in _USES and known_at)
    )
    placed = placed or _is_told(text, match, before, after)
    line = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 80)
    rest = text[match.end() : match.end() + 120].split("\n")[0]
    around = f"{text[line : match.start()]} {rest}"
    if PUBLISHED.search(around) or (
        CODE.search(around) and not (placed and not _ACCOUNT.isdisjoint(before))
    ):
        return False
    if match["tag"]:  # "community#2830" is a request to a repository
        return not _REFERENCE.search(around)
    if not is_marked(user):
        return placed
    if _NOT_USER.fullmatch(user):
        return False
    if before[:1] and before[0] in _IS and _HAVE_NAMES.isdisjoint(before):
        placed = False  # "the game is tomorrow_night"
    return placed or is_named_after(user)


def _is_told(
    text: str, match: re.Match[str], before: tuple[str, ...], after: tuple[str, ...]
) -> bool:
    """Tell whether a question is answered, or what follows says what the word is."""
    if _ANSWERS.search(text, max(0, match.start() - 48), match.start()):
        return not _HAVE_NAMES.isdisjoint((*before, *_question(text, match.start())))
    if after[:1] and after[0] in _IS and not _CALLED.isdisjoint(after[1:5]):
        return not _NETWORKS.isdisjoint((*before, *after)) or not _OWN.isdisjoint(after[1:4])
    user = match["user"]
    if not (after[:1] and after[0] in _AT and not _PEOPLE.isdisjoint(after[1:3])):
        return False
    return is_of_names(user) or ("_" in user[1:-1] or "." in user)


def _question(text: str, start: int) -> tuple[str, ...]:
    """Return the words of the question before an answer."""
    return words_before(text, max(0, text.rfind("?", 0, start)))


def _ends(text: str, match: re.Match[str]) -> bool:
    return CLAUSE_END.match(text, match.end()) is not None


def _is_sought(text: str, match: re.Match[str]) -> bool:
    """Tell whether a word of no language stands where people say how they are found."""
    user, (start, end) = match["user"], match.span("user")
    if not user.islower() or is_ordinary(user):
        return False
    if is_made_up(user) or NETWORK_NAME.fullmatch(user) or PROGRAM.fullmatch(user):
        return False
    before = words_before(text, start)[:10]
    if not before or CODE.search(text) or PUBLISHED.search(text):
        return False
    after = words_after(text, end)[:2]
    if before[0] in _SEEKS and after[:1] and after[0] in _AT and not _PEOPLE.isdisjoint(after[1:]):
        return True
    if not CLAUSE_END.match(text, end):
        return False
    if before[0] in _IS:
        return not _NICKS.isdisjoint(before)
    seeks = not _SEEKS.isdisjoint(before)
    return before[0] in _AS and seeks and not _HAVE_NAMES.isdisjoint(before)


DETECTORS = (
    Detector(
        "login",
        rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{pattern_of(_ABOUT)})(?:[^\p{{L}}\p{{N}}]|$)",
        _find,
        (
            "o perfil falso que pede dinheiro é jsouza99",
            "a ana_souza joga com ele",
            "Host casa\n  HostName casa.example.org\n  User ana.souza",
        ),
    ),
)
