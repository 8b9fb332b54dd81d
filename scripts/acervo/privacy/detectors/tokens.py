"""Tokens and keys of machines: by the shapes that issuers gave them, and by the words before them.

Hashes, digests and UUIDs look alike and open nothing: without a word they stay.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

# One regular expression per issuer, as in its documentation. What is there for scanners to see
# needs no word before it.
_SHAPES = (
    r"sk-(?:proj-|ant-[a-z0-9]{2,8}-|or-v1-|svcacct-|admin-)?[\w-]{16,}",  # OpenAI, Anthropic, ...
    r"(?:sk|pk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/]{16,}",  # Stripe
    r"gh[opusr]_[A-Za-z0-9]{16,}|github_pat_\w{20,}",
    r"gl(?:pat|dt|rt|ptt|soat|cbt|ft|agent|imt)-[\w-]{16,}",  # GitLab
    r"hf_[A-Za-z0-9]{16,}|api_org_[A-Za-z0-9]{20,}",  # Hugging Face
    r"(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}",  # AWS
    r"AIza[\w-]{30,}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}|1//0[\w-]{30,}",  # Google
    r"xox[abeoprs]-[\w-]{10,}|xapp-[\w-]{10,}",  # Slack
    r"[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}",  # Discord
    r"SG\.[\w-]{16,}\.[\w-]{16,}|SK[0-9a-f]{32}|AC[0-9a-f]{32}",  # SendGrid, Twilio
    r"EAA[A-Za-z0-9]{40,}|APP_USR-[\w-]{16,}|shp(?:at|ca|pa"
    r"|ss)_[0-9A-Fa-f]{32}",  # Meta, Mercado Pago
    r"sq0[a-z]{3}-[\w-]{22,}|rzp_(?:live|test)_[A-Za-z0-9]{10,}|\$aact_[\w:=$+/-]{20,}",  # payments
    r"npm_[A-Za-z0-9]{20,}|pypi-[\w-]{30,}|rubygems_[0-9a-f]{40,}|cio[A-Za-z0-9]{32}"
    r"|dckr_pat_[\w-]{20,}",
    r"do[opr]_v1_[0-9a-f]{32,}|sbp_[0-9a-f]{32,}|hvs\.[\w-]{20,}|tskey-[\w-]{16,}|figd_[\w-]{20,}",
    r"gsk_[A-Za-z0-9]{20,}|r8_[A-Za-z0-9]{20,}|pplx-[A-Za-z0-9]{20,}|xai-[A-Za-z0-9]{20,}"
    r"|nvapi-[\w-]{20,}",
    r"lin_api_\w{20,}|ntn_\w{20,}|PMAK-[\w-]{20,}|sntry[su]_[\w=+/-]{20,}|ATATT3[\w=-]{20,}"
    r"|glsa_\w{20,}",
    r"key-[0-9a-f]{32}|AGE-SECRET-KEY-1[0-9A-Z]{50,}",
    # Databricks, Bitbucket, Vercel, Resend, Notion, HubSpot, Contentful
    r"dapi[0-9a-f]{32}|AT(?:BB|CTT3)[\w=-]{20,}|vercel_(?:blob_rw_)?[A-Za-z0-9_]{16,}"
    r"|re_[A-Za-z0-9]{6,}_[A-Za-z0-9]{16,}|secret_[A-Za-z0-9]{40,}|CFPAT-[\w-]{40,}"
    r"|pat-(?:na|eu)[0-9]-[0-9a-f-]{36}",
    # sessions of AWS; Doppler, Pulumi, New Relic, NuGet, Alibaba, PostHog, LangSmith, ...
    r"(?:AQoDYXdz|IQoJb3JpZ2lu|FwoGZXIvYXdz)[\w+/=]{20,}|dp\.(?:pt|st|ct)\.[\w.-]{30,}"
    r"|pul-[0-9a-f]{40}|NR(?:AK|JS|II|BR)-[\w-]{16,}|oy2[a-z0-9]{43}|LTAI[A-Za-z0-9]{12,24}"
    r"|ph[cx]_[A-Za-z0-9]{30,}|lsv2_(?:pt|sk)_\w{30,}|tvly-[\w-]{20,}|fc-[0-9a-f]{32}"
    r"|TEST-[0-9]{12,}-[\w-]{16,}|EZ[AT]K[A-Za-z0-9]{40,}|dckr_oat_[\w-]{20,}|bot_[A-Za-z0-9]{32,}",
    r"eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?",  # JSON Web Token, RFC 7519
)
_SHAPE = re.compile(rf"(?<![0-9A-Za-z])(?<![A-Za-z0-9][_-])(?:{'|'.join(_SHAPES)})", re.ASCII)
_AWS = re.compile("A[A-Z]{19}")
_TELEGRAM = re.compile(r"(?<![0-9])[0-9]{8,10}:[A-Za-z0-9_-]{34,36}(?![\w-])")
_WEBHOOK = re.compile(
    r"hooks\.slack\.com/(?:services|workflows)/(?P<slack>[\w/]{16,})"
    r"|discord(?:app)?\.com/api/webhooks/(?P<discord>[0-9]+/[\w-]{16,})",
    re.I,
)
_HEADER = re.compile(
    r"(?<!\w)(?:Bearer\s+(?P<bearer>[\w.~+/=-]{12,})|Authorization:\s*(?:Basic|Token"
    r"|Digest)\s+(?P<basic>[\w.~+/=-]{8,}))",
    re.I,
)
_PRIVATE_KEY = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:[^-]{0,8000}-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"|(?:\s{0,4}[A-Za-z0-9+/=]{16,})*)"  # cut off
)
# Databases, whose passwords may hold what ends a host elsewhere. Other links are for `links`.
_DATABASE = re.compile(
    r"(?=\w)(?<!\w)(?:postgres(?:ql)?|mysql|mariadb|mongodb|rediss?|amqps?|mssql|sqlserver|oracle"
    r"|clickhouse"
    r"|s?ftp|smtps?"
    r"|ldaps?)(?:\+\w{1,20})?://(?P<user>[^\s/:@]{0,80}:[^\s\"'<>`\[]{1,120})@(?=[\w.-])",
    re.I,
)

_KEY_WORD = (
    r"(?:api|access|auth|authentication|secret|private|account|service|signing|encryption|master"
    r"|bot"
    r"|refresh|session|client|personal|webhook|deploy|app|application|id)[ _-]?"
    r"(?:api[ _-]?)?(?:access[ _-]?)?(?:key|token|secret)(?:[ _-]?id)?"
    r"|(?:chave|clave|key|token)s?(?: secreta| privada)?"
    r"(?: (?:da|de|do|del|for|of|para) (?:la )?(?!wi-?fi|rede|casa|port|puerta)[\w.-]{2,20}){1,2}"
    r"|chave secreta|clave secreta|apikey|tokens?|secret|pat|segredo|webhook"
)
_NAMED = re.compile(
    rf"(?=\w)(?<![A-Za-z0-9])(?:{_KEY_WORD})(?:[\"'`*]{{0,2}}\s{{0,2}}(?::=|=>|->|→|[:=])"
    r"|\s(?:é|is|es|era|e|eh|:)(?=\s)|\s(?=[\"'`])|(?P<bare>\s)(?=[\w+/=-]{12}))"
    r"\s{0,3}[\"'`“*]{0,2}(?P<value>[^\s\"'`“”<>\[\]{}(),;|\0]{6,})",
    re.I,
)
_HUMP = re.compile(r"[a-z][A-Z]")
_TURN = re.compile(r"[a-z][0-9]|[0-9][a-z]", re.I)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
# What manuals write.
_EXAMPLE = re.compile(r"[^:]*:(?:pass(?:word|wd)?|senha|secret|contrase[ñn]a|\*+|x{3,})", re.I)
_CODE_LIKE = re.compile(r"[$%&]|(?:https?|process|os|env|self|this|config|settings|import)\b|.*::")


def _find(view: View) -> Iterator[Found]:
    text = view.text
    for match in _PRIVATE_KEY.finditer(text):
        yield Found(*match.span(), "TOKEN", "".join(match[0].split()))
    for match in _SHAPE.finditer(text):
        # A word after "sk-" is a word, and one of a page address a title.
        if any(c.isdecimal() for c in match[0]) or _AWS.fullmatch(match[0]):
            yield Found(*_trim(text, *match.span()), "TOKEN", match[0])
    for shape in (_TELEGRAM, _WEBHOOK, _HEADER, _DATABASE):
        for match in shape.finditer(text):
            group = match.lastgroup or 0
            if shape is _DATABASE and _EXAMPLE.fullmatch(match[group]):
                continue
            if shape is not _HEADER or group == "basic" or is_random(match[group]):
                yield Found(*_trim(text, *match.span(group)), "TOKEN", match[group])


def _find_named(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _NAMED.finditer(text):
        start, end = _trim(text, *match.span("value"))
        value = text[start:end]
        sure = is_drawn(value) if match["bare"] else is_random(value)
        if sure and not _CODE_LIKE.match(value):
            yield Found(start, end, "TOKEN", value)


def is_random(value: str) -> bool:
    """Tell whether a value was drawn rather than chosen: letters with digits, or very long."""
    digits = sum(c.isdecimal() for c in value)
    letters = sum(c.isalpha() for c in value)
    mixed_case = value != value.lower() and value[1:] != value[1:].lower()
    return (
        (len(value) >= 8 and digits >= 2 and letters >= 2)
        or (len(value) >= 20 and mixed_case and letters >= 16 and "_" not in value)
        or (len(value) >= 10 and digits >= 8)
        or (len(value) >= 12 and digits > 0 and len(_HUMP.findall(value)) >= 2)
    )


def is_drawn(value: str) -> bool:
    """Tell whether no word before a value need say that it is one: no words, dates, UUIDs."""
    mixed = len(_TURN.findall(value)) + len(_HUMP.findall(value)) >= 3
    whole = len(value) >= 20 and value.isalnum()
    return is_random(value) and (mixed or whole) and not _UUID.fullmatch(value)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave the punctuation of the sentence outside."""
    while end > start + 1 and text[end - 1] in ".,:;!?*_~-":
        end -= 1
    return start, end


DETECTORS = (
    Detector(
        "token",
        r"[sprk]k[-_]|whsec_|gh[opusr]_|github_pat_|gl(?:pat|dt|rt|ptt|soat|cbt|ft|agent|imt)-"
        r"|hf_|api_org_"
        r"|A(?:KIA|SIA|BIA|CCA|ROA|IDA)[A-Z0-9]{16}|AIza|ya29\.|GOCSPX-|1//0|xox[abeoprs]-|xapp-"
        r"|[MNO][A-Za-z0-9_-]{23,27}\.[\w-]{6}\.|SG\.|SK[0-9a-f]{32}|AC[0-9a-f]{32}"
        r"|EAA[A-Za-z0-9]{40}"
        r"|APP_USR-|shp[a-z]{2}_|sq0|rzp_|\$aact_|npm_|pypi-|rubygems_|cio[A-Za-z0-9]{32}|dckr_pat_"
        r"|do[opr]_v1_|sbp_|hvs\.|tskey-|figd_|gsk_|r8_|pplx-|xai-|nvapi-|lin_api_|ntn_|PMAK-"
        r"|sntry[su]_|dapi[0-9a-f]{32}|AT(?:BB|CTT3)|vercel_|re_[A-Za-z0-9]{6,}_|secret_|CFPAT-"
        r"|pat-(?:na|eu)|AQoDYXdz|IQoJb3JpZ2lu|FwoGZXIvYXdz|dp\.[psc]t\.|pul-[0-9a-f]"
        r"|NR[AJIB][KSIR]-"
        r"|oy2[a-z0-9]{43}|LTAI|ph[cx]_|lsv2_|tvly-|fc-[0-9a-f]|TEST-[0-9]{12}|EZ[AT]K|dckr_oat_"
        r"|bot_"
        r"|ATATT3|glsa_|key-[0-9a-f]{32}|AGE-SECRET-KEY-1|eyJ|[0-9]{8}:[A-Za-z0-9_-]{34}"
        r"|(?i:hooks\.slack\.com/|/api/webhooks/|bearer\s|authorization:)|-----BEGIN "
        r"|(?i:sql|sqlserver|postgres|mongodb|mariadb|redis|amqp|oracle|clickhouse|ftp|smtp"
        r"|ldap)[\w+]{0,24}://",
        _find,
        (
            "ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R",
            "AKIA0123456789ABCDEF",
            "123456789:AAabcdefghijklmnopqrstuvwxyz0123456",
            "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
            "postgres://ana:p@ss/word@db.example.org/x",
        ),
    ),
    Detector(
        "named-token",
        r"(?i:key|token|secret|segredo|chave|clave|(?-u:\b)pat(?-u:\b)"
        r"|webhook)(?s:.)*[\s:=>→\"'`][^\s]{6}",
        _find_named,
        ("API_KEY=a1b2c3d4e5f6", "token do bot: Zx9_kq82mmNvQ", "chave da api é 9f8e7d6c5b4a"),
    ),
)
