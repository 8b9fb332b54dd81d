"""Links to the pages of persons in social networks; posts, videos, groups and companies stay.

GitHub, GitLab and the like stay too: they are cited for the code.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.handle_words import is_made_up, is_named_after
from acervo.privacy.detectors.handles import OF_A_GROUP

_USER = r"[\w.%~+-]+"
_END = r"(?=(?P<rest>/?(?:[?\#][^\s<>\"')\]}|\x00]*)?))(?![\w/?\#@%=&-]*/[\w])"
# Pages of the networks themselves, and of what is in them.
_OF_NETWORK = re.compile(
    r"(?:p|reels?|explore|tv|stories|accounts?|about|developer|direct|legal|press|ar|web|home|hashtag|search"
    r"|i|intent|share|sharer(?:\.php)?|login|signup|privacy|tos|settings|notifications|messages|compose|status"
    r"|groups?|events?|watch|marketplace|pages?|gaming|help|business|ads|policies|photo(?:\.php|s)?|videos?"
    r"|story\.php|permalink\.php|media|plugins|dialog|l\.php|hashtags?|people|profile\.php|public|games|live"
    r"|discover|music|tag|trending|foryou|following|upload|jobs|download|apps?|blog|company|feed|learning|pulse"
    r"|posts|school|in|pub|invite|channels?|s|joinchat|addstickers|addemoji|proxy|socks|iv|setlanguage|bg"
    r"|robots\.txt|favicon\.ico|index\.html?|topics?|lists?|who_to_follow|rules|widgets|oauth|embed\.js)",
    re.I,
)
_ROOTED = re.compile(
    r"(?=\w)(?<![\w-])(?:(?:www|m|mobile|web|pt-br|[a-z]{2})\.)?"
    rf"(?:instagram\.com|instagr\.am|facebook\.com|fb\.com|fb\.me|m\.me|messenger\.com/t|twitter\.com|x\.com"
    rf"|threads\.net|threads\.com|ig\.me/m|linktr\.ee|beacons\.ai|about\.me|twitch\.tv|vsco\.co|onlyfans\.com"
    rf"|privacy\.com\.br|ko-fi\.com|picpay\.me|calendly\.com|paypal\.me|cash\.app|venmo\.com|ask\.fm|ngl\.link"
    rf"|curiouscat\.(?:me|live)|last\.fm/user)/(?:\#!/)?@?(?P<user>{_USER}){_END}",
    re.I,
)
_MARKED = re.compile(
    rf"(?=\w)(?<![\w-])(?:(?:www|m|vm|[a-z]{{2}})\.)?(?:tiktok\.com/@|threads\.(?:net|com)/@|kwai\.com/@"
    rf"|linkedin\.com/(?:in|pub|mwlite/in)/|facebook\.com/profile\.php\?id=|facebook\.com/people/"
    rf"|bsky\.app/profile/|snapchat\.com/(?:add|t)/@?|reddit\.com/(?:u|user)/|pinterest\.com/(?=[\w.-]+/?(?:[\s?]|$))"
    rf"|steamcommunity\.com/(?:id|profiles)/|discord(?:app)?\.com/users/|strava\.com/athletes/"
    rf"|open\.spotify\.com/user/|instagram\.com/stories/(?!highlights/)|zoom\.us/my/|lattes\.cnpq\.br/"
    rf"|buscatextual\.cnpq\.br/buscatextual/visualizacv\.do\?id=|telegram\.me/user/|tg://(?:user\?id|resolve\?domain)="
    rf"|t\.me/user/|line\.me/ti/p/~?|vk\.com/(?=id[0-9]))(?P<user>{_USER})"
    r"(?P<rest>(?:/(?![\w])|/(?=[0-9]+(?:[/?\s]|$))[0-9]+/?)?(?:[?\#&][^\s<>\"')\]}|\x00]*)?)",
    re.I,
)
_POST = re.compile(
    r"/(?:video|post|photo|status|posts|comments|details|recent-activity)/?[\w]", re.I
)
# A name in Telegram is a channel's as often as a person's: the words before it tell.
_TELEGRAM = re.compile(r"\b(?:t|telegram)\.me/(?P<user>[A-Za-z]\w{3,31})(?!/?[\w+?])", re.I)
_PERSON = re.compile(
    r"(?:\b(?:me|m(?:eu|y|i)|comigo|conmigo|cham[ae]\w*|add|adiciona|fal[ae]\w*|message|text|dm|contato|contacto"
    r"|contact|escr[ií]b\w*|pv|privado|private|perfil|usu[áa]rio|usuario|user"
    r"|she|he|el[ea]|ella|él|mo[çc][ao]|menin[ao]|chic[ao]|girl|guy|vendedora?|seller)\b[^\n]{0,40})$",
    re.I,
)
_WRITE_ME = re.compile(
    r"/?[\s,;:()-]{1,3}(?:me (?:cham\w+|add|adiciona)|cham[ae] (?:l[áa]|eu|no pv)|fal[ae] comigo"
    r"|(?:message|text|dm|add) me|escr[ií]b[ae]?me|ll[áa]mame|[ée] (?:o )?meu|es m[íi]o?"
    r"|is (?:my|mine))\b",
    re.I,
)


def _find(view: View) -> Iterator[Found]:
    text = view.text
    for match in _ROOTED.finditer(text):
        user = match["user"].rstrip(".-+~")
        if user and not _OF_NETWORK.fullmatch(user) and not _is_of_group(text, match.start()):
            yield _found(text, match)
    for match in _MARKED.finditer(text):
        if not _POST.match(text, match.end("user")) and not _is_of_group(text, match.start()):
            yield _found(text, match)
    for match in _TELEGRAM.finditer(text):
        before = text[max(0, match.start() - 56) : match.start()].removesuffix("https://")
        if not _OF_NETWORK.fullmatch(match["user"]) and (
            _PERSON.search(before)
            or _WRITE_ME.match(text, match.end())
            or is_named_after(match["user"])
            or is_made_up(match["user"].removesuffix("x"))
        ):
            yield Found(*match.span("user"), "LINK", match["user"].casefold())


def _is_of_group(text: str, start: int) -> bool:
    return (
        OF_A_GROUP.search(text, max(0, start - 200, text.rfind("\n", 0, start)), start) is not None
    )


def _found(text: str, match: re.Match[str]) -> Found:
    """Return the account, with what follows in the link: it tells who shared it."""
    start, end = match.start("user"), match.end("rest")
    if match["rest"].strip("/") == "":
        end = match.end("user")
    end = start + len(text[start:end].rstrip(".,;:!?*_~+-"))
    end = end if end > start else match.end("user")
    return Found(start, end, "LINK", match["user"].rstrip(".-+~").casefold())


DETECTORS = (
    Detector(
        "profile-link",
        r"(?i)insta(?:gram\.com|gr\.am)/|facebook\.com/|fb\.(?:com|me)/|m\.me/|messenger\.com/t|twitter\.com/"
        r"|x\.com/|threads\.(?:net|com)/|ig\.me/|linktr\.ee/|beacons\.ai/|about\.me/|twitch\.tv/|vsco\.co/"
        r"|onlyfans\.com/|privacy\.com\.br/|ko-fi\.com/|picpay\.me/|calendly\.com/|paypal\.me/|cash\.app/"
        r"|venmo\.com/|ask\.fm/|ngl\.link/|curiouscat\.|last\.fm/user|tiktok\.com/@|kwai\.com/@"
        r"|linkedin\.com/(?:in|pub|mwlite)|bsky\.app/|snapchat\.com/|reddit\.com/u|pinterest\.com/"
        r"|steamcommunity\.com/|discord(?:app)?\.com/users|strava\.com/|spotify\.com/user|zoom\.us/my"
        r"|cnpq\.br/|t\.me/|telegram\.me/|tg://|line\.me/|vk\.com/",
        _find,
        (
            "https://www.instagram.com/ana.souza/",
            "facebook.com/profile.php?id=100012345678901",
            "https://br.linkedin.com/in/ana-souza-1a2b3c",
            "https://x.com/anasouza",
            "https://www.tiktok.com/@ana.souza?lang=pt",
            "me chama: https://t.me/anasouza",
        ),
    ),
)
