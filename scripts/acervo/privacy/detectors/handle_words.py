"""Which words are names of accounts, which name networks, and what else is written with "@"."""

import re
from functools import lru_cache

from acervo.privacy.detectors.access_words import slips
from acervo.privacy.given_names import GIVEN_NAMES, SURNAMES
from acervo.privacy.names import fold
from acervo.privacy.ordinary_words import is_ordinary

NETWORK = (
    r"(?:insta(?:gram)?|ig|tik[ -]?tok|twitter|telegram|discord|linked[ -]?in|face(?:book)?|fb"
    r"|snap(?:chat)?|threads|bluesky|bsky|mastodon|twitch|kwai|pinterest|skype|signal|onlyfans"
    r"|privacy|steam|psn|xbox|reddit|youtube|yt|be[ ]?real|tinder|strava|vsco|orkut|messenger)"
)
USER = r"\w(?:[\w.-]{0,38}\w)?"
# Where "@" is of a program: what no person's account is called, and what surrounds code.
PROGRAM = re.compile(
    r"(?:todos|todas|todes|tod[oa]s?|all|everyone|everybody|here|channel|canal|admins?|mods?"
    r"|grupo|group"
    r"|equipe|equipo|team|galera|pessoal|voc[êe]s?"
    r"|dependabot|renovate\w*|github\w*|copilot|claude\w*|chatgpt\w*|gemini\w*|grok|codecov\w*"
    r"|\w*[_-]?bot"
    r"|override|media|import|charset|font-face|keyframes|supports|page|layer|container|property"
    r"|param\w*"
    r"|returns?|throws?|author|version|since|see|link|deprecated|todo|test|before\w*|after\w*"
    r"|autowired"
    r"|component|service|repository|controller|bean|entity|table|column|id|getter|setter|data"
    r"|nullable"
    r"|notnull|injectable|ngmodule|input|output|staticmethod|classmethod|abstractmethod|dataclass"
    r"|cached?_?\w*|lru_cache|wraps|overload|final|pytest\S*|app\.\S+|router\.\S+|functools\S*"
    r"|decorator"
    r"|login_required|\w+_required|example|exemplo|ejemplo|gmail|hotmail|yahoo|outlook"
    r"|suppresswarnings"
    r"|functionalinterface|safevarargs|objc|available|escaping|main|state|binding|published|babel"
    r"|types"
    r"|angular|vue|react|typescript-eslint|contextmanager|if|for|else|end|include|extends|section"
    r"|csrf|localhost)",
    re.I,
)
CODE = re.compile(
    r"`|\(\)|[{};]\s*$|=>|->|::|#\d|\b(?:npm|pip|yarn|cargo|def|class|import|return|const"
    r"|function|commit"
    r"|merge|PR|pull request|issue|github|gitlab|repo|branch|patch|rebase|decorator|decorador"
    r"|docker|ssh"
    r"|annotation|anota[çc][ãa]o|anotaci[óo]n|css|java|python|kotlin|rust)\b",
    re.I | re.M,
)
# A page that is published: its accounts are those of authors, contributors and firms.
PUBLISHED = re.compile(r"\]\(|\]\[|\*\*|</?[a-z]+[ >]|^\s{0,6}[*+]\s|https?://", re.I)
_ORDINARY_WORDS = """
a o os as e um uma de da do em no na que se nao sim ja so ta tem foi vai esse essa este esta isso
aqui ali la meu minha privado privada publico publica fechado fechada aberto aberta novo nova velho
antigo profissional pessoal hackeado bloqueado lotado cheio ruim bom otimo legal melhor mesmo tambem
ainda hoje agora fora parado caiu travado bugado dele dela qual quem como para pra por com sem mais
menos the an my is it not new old private public down up out open closed good bad better best same
here there this that was are app ads web post posts video videos foto fotos live lives story stories
reels pay es el la los un una mi tu su muy no si y en con sin del al nuevo nueva privada bueno malo
mejor premium business lite pro please thanks thx guys gente pessoal galera valeu obrigado obrigada
hein lindo linda bonito bonita foda top massa show incrivel maravilhoso perfeito feio horrivel great
amazing cool awesome beautiful nice cute funny hacked precioso genial hermoso horrible fofo
engracado now later then poupanca oficial official verificado verificada verified fake falso falsa
timido timida ativo ativa activo activa active famoso famosa famous chato chata boring feliz happy
triste sad reels direct dm feed perfil conta cuenta account grupo group link chat bot api and or for
to of on in at cheers tysm tks tmj saludos abrazos regards xoxo besos bjs bjos abs vlw flw
"""
ORDINARY = frozenset(_ORDINARY_WORDS.split())
NETWORK_NAME = re.compile(rf"{NETWORK}|whats(?:app)?|zap|wpp|e-?mail|site|git(?:hub|lab)", re.I)
# Versions, quantities, sites and files that follow the name of a network.
NO_USER = re.compile(
    r"^(?:v?[0-9][0-9.]*[a-z]{0,4})$|\.(?:com|br|org|net|io|dev|exe|apk|mp[34]|jpe?g|png|pdf|zip"
    r"|html?"
    r"|js|py|md)$",
    re.I,
)


def is_run_together(user: str) -> bool:
    """Tell whether a word begins as a given name and is none of the language."""
    word = fold(user)
    ends = [end for end in range(3, len(word) - 2) if word[:end] in GIVEN_NAMES]
    if len(word) < 8 or not ends:
        return False
    if any(word[end:] in SURNAMES for end in ends):
        return True
    return ends[-1] > 3 and not is_ordinary(word)


@lru_cache(maxsize=1 << 16)  # texts repeat their words
def is_marked(user: str) -> bool:
    """Tell whether nobody would write this as a word: "ana_souza", "ana.souza", "ana99"."""
    return bool(re.search(r"[A-Za-z]", user) and re.search(r"[0-9_.]", user))


# How words of our languages begin; "y" is a vowel.
_ONSET = re.compile(
    r"[bcfgkp][lr]|[cgkprstw]h|[dtvw]r|vl|ts|[ck]n|gn|mn|nh|lh|ll|ps|pt|s[cklmnpqtw]|[dtqgs]w|cz"
    r"|[aeiou].?|y[aeiou]|[^aeiou][aeiouy]"
)
_STRIPPED = re.compile(r"[._0-9#-]+")


@lru_cache(maxsize=1 << 16)
def is_made_up(user: str) -> bool:
    """Tell whether a word without marks is made of somebody's names: "anasouza", "jsouza"."""
    word = fold(user)
    if len(word) < 6 or not word.isalpha():
        return False
    if is_run_together(user) or word[1:] in SURNAMES:
        return True
    vowels = len(re.findall("[aeiouy]", word))
    if is_ordinary(word) or vowels < 2 or (word[0] != word[1] and _ONSET.match(word)):
        return False
    return not any(is_ordinary(right) for right in slips(word))  # "rtoeador" is "roteador"


@lru_cache(maxsize=1 << 16)
def is_of_names(user: str) -> bool:
    """Tell whether a word runs a person's names together: "anasouza", "jsouza", "souzaana"."""
    word = fold(user)
    if len(word) < 6 or not word.isalpha() or is_ordinary(word):
        return False
    if word[1:] in SURNAMES:
        return True
    return any(
        (word[:end] in GIVEN_NAMES and word[end:] in SURNAMES)
        or (word[:end] in SURNAMES and word[end:] in GIVEN_NAMES)
        for end in range(3, len(word) - 2)
    )


@lru_cache(maxsize=1 << 16)
def is_no_word(user: str) -> bool:
    """Tell whether a word is of no language, not even in a hurry, and no network or program."""
    if NETWORK_NAME.fullmatch(user) or PROGRAM.fullmatch(user) or NO_USER.search(user):
        return False
    return not any(map(is_ordinary, (fold(user), *slips(fold(user)))))


def is_named_after(user: str) -> bool:
    """Tell whether a marked word begins with somebody's name: "ana_souza", "cassio26"."""
    first = _STRIPPED.split(fold(user))[0]
    return first in GIVEN_NAMES or (len(first) > 5 and is_made_up(first))
