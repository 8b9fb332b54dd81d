"""Passwords, logins and codes of people: what follows the words for them.

News and documentation speak of passwords too ("reset your password", "senha de 8 dígitos"). So what
follows must be said to be the password (":", "=", "é", "is", "es"), or look like one, and a word
of the language counts only where the sentence ends with it.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import PLACEHOLDER, Detector, Found, View
from acervo.privacy.detectors.network import EMAIL
from acervo.privacy.names import fold

_PASSWORD = (
    r"(?:senhas?|senhinha|contrase(?:ñ|n\u0303|n)as?|passwords?|passwd|passphrase|passcode"
    r"|palavra[- ]passe|pwd|psk)(?![A-Za-zÀ-ɏ0-9])"
)
_SHORT = r"(?:pass|pw|psw|clave)(?![A-Za-zÀ-ɏ0-9])"  # words that mean other things too
_FILLER = r"(?!(?:é|eh|is|es|era|foi|fue|was)\s)[\w@'’()./-]{1,24}"
_IS = r"(?:é|eh|is|es|era|ficou|foi|fue|was|now is|ser[áa]|vai ser|mudou (?:pra|para))"
_THIS = (
    r"(?:[ao]|as|est[ae]|ess[ae]|mesm[ao]|misma|seguinte|siguiente|aqu[ií]|la|el|the|same|this"
    r"|follow(?:s|ing))"
)
_SAYS = (
    r"(?:\s{0,2}(?::=|=>|->|→|[:=](?!:))"
    rf"|,?\s(?:(?:agora|ahora|now|nova|nueva)\s)?{_IS}(?:(?:\s{_THIS}){{0,3}}\s?:|(?=\s)))"
)
_VALUE = (
    r"(?:(?P<open>[\"“`«‘]|(?<!\w)'|\*\*?"
    r"|(?<!\w)_)(?P<quoted>[^\n\"”`»’'*\0]{1,80}?)(?:[\"”`»’']|\*\*?|_(?!\w))(?!\w)"
    r"|(?P<bare>[^\s\0«»“”\u2600-\u27bf\U0001f000-\U0001faff]{1,100}))"
)

# "senha do wifi: x", "the password for the router is x"
_SAID = re.compile(
    rf"(?<![A-Za-zÀ-ɏ0-9])(?:{_PASSWORD}"
    rf"|(?P<short>{_SHORT}))(?P<filler>(?:\s{_FILLER}){{0,5}}?)[\"'`*_]{{0,2}}{_SAYS}"
    rf"(?:[\"'`*_]{{1,2}}(?=\s))?\s{{0,3}}(?:\n\s{{0,2}})?{_VALUE}",
    re.I,
)
# "senha abc123"
_UNSAID = re.compile(
    rf"(?<![A-Za-zÀ-ɏ0-9_-]){_PASSWORD}(?P<filler>(?:\s(?:d[aoe]|del?|for|of|no"
    rf"|na)\s{_FILLER})?)\s{_VALUE}",
    re.I,
)
_LOGIN = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9])(?:login|log[ -]in|usu[áa]ri[oa]|user(?:[ _-]?name)?|utilizador"
    r"|usr)(?:\s?[:=]|\s(?:é|is|es)(?=\s))?"
    r"\s{0,3}[\"'`*]?(?P<login>[^\s\"'`*,;|/:=\[\]()]{2,64})[\"'`*]?(?:\s{0,2}[,;|/–\n-])?\s{0,3}"
    r"(?:e\s|and\s|y\s|con\s|com\s|a\s|with\s)?"
    rf"(?<![A-Za-zÀ-ɏ0-9])(?:{_PASSWORD}|(?P<short>{_SHORT}))(?:\s?[:=]|\s(?:é|is"
    rf"|es)(?=\s))?\s{{0,3}}[\"'`*]?(?P<password>[^\s\"'`\0]{{2,100}})",
    re.I,
)
_BOTH = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9])(?:login|usu[áa]rio|user(?:name)?)\s?(?:/|e|and|y|&)\s?"
    rf"(?:{_PASSWORD}|pass)(?:\s?[:=]|\s(?:são|are"
    rf"|son))\s?(?P<login>[^\s/|,;:\[\]]{{2,64}})\s?(?:[/|,;:]|e|y|and)\s?"
    r"(?P<password>[^\s\0]{2,100})",
    re.I,
)
# "abc123 é a senha do wifi", "482913 is your code"
_TURNED = re.compile(
    r"(?<![^\s\"'“‘`*(:])[\"'“‘`*]?(?P<value>[^\s\"'“”‘’`*\[\]\0]{4,64})[\"'”’`*]?"
    r"\s(?:é|eh|is|es|as|como)\s"
    r"(?:(?:a|o|the|la|el|sua|seu|minha|meu|my|your|mi|tu|su)\s)?"
    r"(?:(?!weak|strong|common|most|bad|good|forte|fraca|comum|d[ée]bil|fuerte)[\w-]{2,16}\s){0,3}?"
    rf"(?:{_PASSWORD}|(?P<code>clave|c[óo]digo|code|pin|otp))(?!\w)",
    re.I,
)
_WIFI = re.compile(
    r"(?<!\w)(?:WIFI:(?:[TSH]:[^;\n]{0,64};){0,3}P:(?P<qr>[^;\n]{1,64});"
    r"|wi-?fi(?:\s(?:d[aoe]|aqui|here|de)(?:\s\w{1,16})?)?(?:\s?[:=]|\s(?:é|is"
    r"|es)(?=\s))\s?(?P<value>[^\s\0]{8,64}))",
    re.I,
)

_CODE_WORD = (
    r"(?:(?:pin|otp|2fa|mfa|tan)(?: code)?"
    r"|c[óo]digo\s(?:d[aeo]\s|del\s|pra\s|para\s)?(?:verifica\w+|seguran[çc]a|seguridad|acesso|acceso"
    r"|confirma\w+|autentica\w+|ativa\w+|activa\w+|desbloque\w+|recupera\w+|login|entrar|entrada"
    r"|whats\w*|wpp|zap|sms|2fa|token|port[ãa]o|porta|puerta|alarm[ea]|cofre|caja|pr[ée]dio|fechadura"
    r"|insta(?:gram)?|facebook|telegram|gmail|google|banco|app)"
    r"|(?:verification|security|access|confirmation|auth\w*|login|one[- ]time|2fa|sms|whatsapp"
    r"|activation|recovery|backup|unlock|gate|door|alarm|safe)\s(?:pass)?code|(?P<token>token)|clave"
    r"|(?:use|usa|utilize|digite|insira|enter|type|ingresa|introduce)\s"
    r"(?:(?:the|o|el|este|this|your|seu)\s)?(?:c[óo]digo|code|pin)"
    r"|(?:seu|meu|teu|tu|mi|su|your|my|(?P<any>o|the|el))\s(?:c[óo]digo|code|pin)"
    r"(?=\s(?:é|eh|is|es)\s|\s?:))"
)
_ONE_TIME = re.compile(r"(?:[A-Z]-)?(?!(?:19|20)[0-9]{2}$)[0-9]{4,8}")
_DIGITS = r"(?:[0-9]{3,4}[- ][0-9]{3,4}|[A-Z]-[0-9]{4,8}|[0-9]{4,9}|(?:[0-9] ){3,7}[0-9])"
_CODE = re.compile(
    rf"(?<![A-Za-zÀ-ɏ0-9_-]){_CODE_WORD}(?!\w)(?P<filler>(?:\s(?!pin)[\w()-]{{1,16}}){{0,4}}?)"
    rf"[\"'*_]{{0,2}}(?:\s?[:=#]|,?\s(?:é|eh|is|es|foi|era|:)(?=\s))?"
    rf"\s{{0,3}}[\"'*_]{{0,2}}(?P<code>{_DIGITS})(?![0-9A-Za-zÀ-ɏ]|[.,/:-][0-9])",
    re.I,
)

# What follows the words without being a password.
_WORDS = """
a o as os um uma uns de do da dos das e ou em no na que se sem com por para pra mas já ja ainda
sempre muito muita mais menos bem tão tao só so mesmo mesma igual qual quem como quando onde
alguém alguem ninguém ninguem tudo nada essa esse esta este isso aquela aquele sua seu minha meu
tua teu aqui aí ai ali lá la não nao sim ok forte fraca fraco fácil facil difícil dificil errada
certa nova velha boa ruim ótima única unica secreta padrão padrao incorreta inválida invalida
obrigatória curta longa grande pequena simples complexa segura fixa temporária privada pública
importante el los las un una unos unas y u en con sin pero qué si sí muy más siempre mismo misma
cual cuál quien alguien nadie aquí ahí allí fuerte débil incorrecta correcta obligatoria larga
corta insegura the an and or of in on at to for with without but not too very always never also
still just only same one what who how when where why this that these those it its your my his her
our their here there yes okay set sent stored strong weak easy hard long short wrong right
incorrect correct invalid valid required optional secure insecure hidden new old empty blank
unique secret private public temporary default known plain hashed encrypted stolen leaked safe bad
good being been protected something someone anyone anything none null nil undefined true false
string str text varchar char bytes int integer bool boolean number option vec self password senha
contraseña pass login user usuario usuário username token hash hashing reset manager wifi wi-fi
change forgot field policy auth tbd n/a etc vc você eu ele ela i you we they he she nós dele dela
abaixo below abajo acima inbox dm privado pv in-app via use usa usar favor
"""
_NO_VALUE = frozenset(_WORDS.split())
_ENDINGS = re.compile(
    r".{2,}(?:ad[oa]s?|id[oa]s?|vel|veis|bles?|ed|ing|mente|os[oa]s?|[óo]ri[oa]s?|ções|ção|ción"
    r"|tion|ly|ary|tive)",
    re.I,
)
_TECHNICAL = re.compile(
    r"(?:v?[0-9]+(?:\.[0-9]+)+|sha-?[0-9]+\w*|md5|argon2\w*|bcrypt\w*|p?bkdf2\w*|scrypt"
    r"|wpa[0-9]?\S*|oauth2?|base64|utf-?8"
    r"|[0-9.,]+(?:[a-z]{1,4}(?:/s)?|º|ª|%|\+)|[0-9]+x[0-9]+"
    r"|[0-9]{1,2}[/:h][0-9]{1,2}(?:/[0-9]{2,4})?|\#[0-9]+|[0-9]{1,2})",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COUNTED = re.compile(
    r"\s?(?:d[íi]gitos?|caracteres|characters?|chars?|letras?|letters?|n[úu]meros|numbers"
    r"|digits?|dias|days|d[íi]as"
    r"|minutos|minutes|min|horas|hours|anos|years|a[ñn]os|meses|months|vezes|times|veces|pessoas"
    r"|people|tentativas"
    r"|attempts|intentos|segundos|seconds|s[íi]mbolos|bits?|bytes|reais|na fila"
    r"|no guich[êe])(?!\w)",
    re.I,
)
_CODE_LIKE = re.compile(
    r"\$\{?[A-Za-z_]+\}?$|<[^>\s]*>?$|\{|%[a-z(]|&(?:mut|[A-Za-z][a-z]+$|')|\[|[A-Za-z_.]*\("
    r"|\w+::|\*+$|x{3,}$|\.{2,}$|\\"
    r"|(?:process|os|env|self|this|config|settings)\.",
    re.I,
)
_CLAUSE_END = re.compile(
    r"\s*(?:$|[\n,;.!)|/\"'*_`»”]|[\u2600-\u27bf\U0001f000-\U0001faff]|(?:e|y|and|ou|or)\s)"
)
_DENIED = re.compile(
    r"\s(?:esquec\w+|perd\w+|trocar|mudar|reset\w*|redefin\w+|forgot\w*|change|recuper\w+"
    r"|olvid\w+|expira\w*|vence"
    r"|must|deve|should|debe|com|con|with|min\w*|tem|has|tiene|needs?|requires?|precisa)(?!\w)",
    re.I,
)


def _passwords(view: View) -> Iterator[Found]:
    text = view.prose
    for shape in (_LOGIN, _BOTH):
        for match in shape.finditer(text):
            yield from _pair(text, match)
    for match in _SAID.finditer(text):
        value = "bare" if match["bare"] else "quoted"
        verb = not re.search(r"[:=>→]\W*$", text[match.start() : match.start(value)])
        if not _DENIED.search(match["filler"]) and not (
            match["short"]
            and verb
            and match[value].isalpha()
            and "wi" not in match["filler"].lower()
        ):
            yield from _password(text, match, verb=verb)
    for match in _UNSAID.finditer(text):
        value = match["quoted"] or match["bare"]
        if match["quoted"] or (_looks_chosen(value) and not _YEAR.fullmatch(value)):
            yield from _password(text, match, verb=True)
    for match in _TURNED.finditer(text):
        value = match["value"]
        if (
            _ONE_TIME.fullmatch(value)
            if match["code"]
            else _looks_chosen(value) and not _TECHNICAL.fullmatch(value)
        ):
            yield _secret(text, *match.span("value"))
    for match in _WIFI.finditer(text):
        if match["qr"] or (
            _looks_chosen(match["value"]) and not _TECHNICAL.fullmatch(match["value"])
        ):
            yield _secret(text, *match.span(match.lastgroup or 0))


def _password(text: str, match: re.Match[str], *, verb: bool) -> Iterator[Found]:
    """Yield the value that follows the words, if it is one."""
    if match["quoted"]:
        if (
            not PLACEHOLDER.fullmatch(match["quoted"])
            and match["quoted"].casefold() not in _NO_VALUE
        ):
            yield Found(*match.span("quoted"), "SECRET", match["quoted"])
        return
    found = _secret(text, *match.span("bare"))
    if _is_password(text, found, verb=verb):
        yield found


def _is_password(text: str, found: Found, *, verb: bool) -> bool:
    value = found.value
    if (
        len(value) < 2
        or value.casefold() in _NO_VALUE
        or _CODE_LIKE.match(value)
        or (_TECHNICAL.fullmatch(value) and not value.isdecimal())
        or _COUNTED.match(text, found.end)
        or (value.isdecimal() and len(value) < 3)
    ):
        return False
    if not value.isalpha():  # words of two parts are words
        return _looks_chosen(value) or not verb or bool(_CLAUSE_END.match(text, found.end))
    if value[1:] != value[1:].lower() and not value.isupper():
        return True
    if not _CLAUSE_END.match(text, found.end):
        return False
    return not verb or (len(value) > 3 and not _ENDINGS.fullmatch(value))


def _pair(text: str, match: re.Match[str]) -> Iterator[Found]:
    """Yield a login and its password; logins that are addresses or numbers have their own kind."""
    password = _secret(text, *match.span("password"))
    login = match["login"]
    if (
        login.casefold() in _NO_VALUE
        or password.value.casefold() in _NO_VALUE
        or _CODE_LIKE.match(password.value)
        or (_TECHNICAL.fullmatch(password.value) and not password.value.isdecimal())
    ):
        return
    stated = re.search(r"[:=]\W*$", text[match.start() : password.start])
    if not (stated or _looks_chosen(password.value)) and not (
        re.search(r"[:=]", text[match.start() : password.start])
        and not match.groupdict().get("short")
        and _CLAUSE_END.match(text, password.end)
    ):
        return
    yield password
    if not EMAIL.search(login) and not (login.isdecimal() and len(login) >= 8):
        yield Found(*match.span("login"), "HANDLE", login.casefold())


def _codes(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _CODE.finditer(text):
        if not (_COUNTED.match(text, match.end("code")) or _DENIED.search(match["filler"])):
            value = re.sub(r"[^0-9]", "", match["code"])
            said = re.search(r"[:=#]|\s(?:é|eh|is|es)\s", match[0])
            least = 6 if match["token"] or (match["filler"] and not said) else 4
            year = _YEAR.fullmatch(value) and "cod" in fold(match[0])
            goes_on = match["any"] and not _CLAUSE_END.match(text, match.end("code"))
            if len(value) >= least and not year and not goes_on:
                yield Found(*match.span("code"), "SECRET", value)


def _secret(text: str, start: int, end: int) -> Found:
    """Return the value without quotes, and without the punctuation of the sentence."""
    while start < end and text[start] in "\"'`*(":
        start += 1
    while end > start + 1 and text[end - 1] in ".,;:)]}\"'`*_~?!":
        # "abc#12!" is one whole; in "gatinho!" somebody is glad.
        if text[end - 1] in "!?*_" and not text[start : end - 1].isalpha():
            break
        end -= 1
    return Found(start, end, "SECRET", text[start:end])


def _looks_chosen(value: str) -> bool:
    """Tell whether a value looks like a password: letters with digits, or digits alone."""
    value = value.strip(".,;:!?\"'`*)(")
    digits = sum(c.isdecimal() for c in value)
    letters = sum(c.isalpha() for c in value)
    return len(value) >= 4 and digits > 0 and (letters > 0 or digits == len(value) or digits >= 3)


DETECTORS = (
    Detector(
        "password",
        r"(?i:senha|senhinha|contrase[ñn]|pass(?:word|wd|phrase|code)|palavra[- ]passe"
        r"|(?:(?-u:\b)|_)(?:pass|pw|psw|pwd|psk|clave|wi-?fi)(?:(?-u:\b)|_)"
        r"|\s(?:é|eh|is|es|as|como)\s(?s:.)*(?:c[óo]digo|code|pin|otp))",
        _passwords,
        (
            "senha: gato123",
            "a senha do wifi é passarinho",
            "password is Sunny#42",
            "contraseña: perro",
            "login: anasouza senha: azul",
            "gato123 é a senha",
            "WIFI:T:WPA;S:casa;P:azul1234;;",
        ),
    ),
    Detector(
        "code",
        r"(?i:(?-u:\b)(?:pin|otp|2fa|mfa|tan|token|clave)|c[óo]digo|code)(?s:.)*[0-9]{3}",
        _codes,
        ("código de verificação: 482913", "PIN 4821", "your code is 123-456"),
    ),
)
