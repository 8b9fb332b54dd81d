"""Passwords, logins and codes of people: what follows the words for them.

News and documentation speak of passwords too ("reset your password", "senha de 8 dígitos"). So what
follows must be said to be the password (":", "=", "é", "is", "es"), or look like one, and a word
of the language counts only where the sentence ends with it.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import PLACEHOLDER, Detector, Found, View
from acervo.privacy.detectors import access, codes, commands, entries
from acervo.privacy.detectors.access_words import SLIPPED
from acervo.privacy.detectors.clauses import CLAUSE_END, COUNTED, YEAR, words
from acervo.privacy.detectors.network import EMAIL

_PASSWORD = (
    r"(?:senhas?|senhinha|contrase(?:ñ|n\u0303|n)as?|passwords?|passwd|passphrase|passcode"
    r"|(?:pg|db|my|wifi|root|admin|user)pass(?:word)?|palavra[- ]passe|frase[- ](?:senha"
    r"|secreta)|pwd|psk"
    # as fingers in a hurry have it
    rf"|{SLIPPED}|snha|s?shenha|senhha|pasword|pss?word|passwor|passwrd"
    r"|contrasena?s?|contrase[ñn]ia)(?![A-Za-zÀ-ɏ0-9])"
)
_SHORT = r"(?:pass|pw|psw|clave|contra)(?![A-Za-zÀ-ɏ0-9])"  # words that mean other things too
_FILLER = r"(?!(?:é|eh|is|es|era|foi|fue|was)\s)(?:[\w@'’()/-]|\.(?=[\w:=])){1,24}"
_IS = r"(?:é|eh|is|es|era|ficou|foi|fue|was|now is|ser[áa]|vai ser|mudou (?:pra|para))"
_THIS = (
    r"(?:[ao]|as|est[ae]|ess[ae]|mesm[ao]|misma|seguinte|siguiente|aqu[ií]|la|el|the|same|this"
    r"|follow(?:s|ing))"
)
_SAYS = (
    r"(?:\s{0,2}(?::=|=>|->|→|>>|[:=](?!:))|['’]s(?=\s)"
    rf"|,?\s(?:(?:agora|ahora|now|nova|nueva)\s)?{_IS}(?:(?:\s{_THIS}){{0,3}}\s?:|(?=\s)))"
)
_VALUE = (
    r"(?:(?P<open>[\"“`«‘]|(?<!\w)'|\*\*?"
    r"|(?<!\w)_)(?P<quoted>[^\n\"”`»’'*\0]{1,80}?)(?:[\"”`»’']|\*\*?|_(?!\w))(?!\w)"
    r"|(?P<bare>[^\s\0«»“”\u2600-\u27bf\U0001f000-\U0001faff]{1,100}))"
)

# "senha do wifi: x", "the password for the router is x"
_SAID = re.compile(
    rf"(?=\w)(?<![A-Za-zÀ-ɏ0-9])(?:{_PASSWORD}"
    rf"|(?P<short>{_SHORT}))(?P<filler>(?:[^\S\n]{_FILLER}){{0,5}}?)[\"'`*_]{{0,2}}{_SAYS}"
    rf"(?:[\"'`*_]{{1,2}}(?=\s))?\s{{0,3}}(?:\n\s{{0,2}})?{_VALUE}",
    re.I,
)
# "senha abc123", "clave del wifi abc123", "mudei a senha pra abc123"
_UNSAID = re.compile(
    rf"(?=\w)(?<![A-Za-zÀ-ɏ0-9_-])(?:{_PASSWORD}|(?P<short>{_SHORT}))"
    rf"(?P<filler>(?:,?\s(?:(?:d[aoe]s?|del?|de la|for|of|no|na|en|the)\s(?:(?:meu|minha|mi|my|o|a"
    rf"|la|el"
    rf"|the)\s)?{_FILLER}|wi-?fi|rede|zoom|net|nova|nueva|a[ií]|aqu[ií]|agora|ahora|now"
    rf"|provis\w+|tempor\w+"
    r"|eletr[ôo]nica|atual|actual|padr[ãa]o|inicial|que (?:eu )?uso"
    r"|de [0-9]{1,2} d[íi]gitos)){0,3})"
    rf"(?:\s?(?:>>|[-–—])|\s(?P<to>e|a|to|pra|para|por|now))?(?:\s{{1,2}}|\s?\n\s?){_VALUE}",
    re.I,
)
# "acesso: ana / abc123", "ana@example.org:abc123"
_SLASHED = re.compile(
    r"(?<!\w)(?:(?:creds?|credentials?|credencia(?:is|les)|acess?o|acceso|access"
    r")\s?"
    r"[:=]?\s(?P<login>[\w.-]{2,40})|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})\s?[/|:]\s?"
    r"(?P<password>[^\s\0/.,;:\"'`]{6,64}+)(?![/:]|\.\w)",
    re.I,
)
# "<password>abc</password>", and the logins that everybody knows
_ELEMENT = re.compile(
    r"<(?P<tag>password|passwd|senha|contrase[ñn]a"
    r"|secret)>(?P<value>[^<>\s\0]{3,64})</(?P=tag)>",
    re.I,
)
_KNOWN = re.compile(
    r"(?<![\w/.@:-])(?:admin|root)(?:\s?[/|]\s?|:)(?P<value>[^\s\0/:;,.\"'`]{7,64})(?![/:])", re.I
)
_LOGIN = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9])(?:login|log[ -]in|usu[áa]ri[oa]|user(?:[ _-]?name)?|utilizador"
    r"|usr)(?:\s?[:=]|\s(?:é|is|es)(?=\s))?"
    r"\s{0,3}[\"'`*]?(?P<login>[^\s\"'`*,;|/:=\[\]()]{2,64})[\"'`*]?(?:\s{0,2}[,;|/–\n-])?\s{0,3}"
    r"(?:(?:e|and|y|con|com|with)\s)?(?:(?:a|la|the|my|minha|mi)\s)?"
    rf"(?<![A-Za-zÀ-ɏ0-9])(?:{_PASSWORD}|(?P<short>{_SHORT}))(?:\s?[:=]|\s(?:é|is"
    rf"|es)(?=\s))?\s{{0,3}}[\"'`*]?(?P<password>[^\s\"'`\0]{{2,100}})",
    re.I,
)
# "entra con admin y abc123", "log in with ana / abc123"
_ENTERED = re.compile(
    r"(?=\w)(?<!\w)(?:us[ae][mnr]?\s|(?:entr(?:[aeo]|a[mdr]|e[mn]|ado|ada|as|es|ei|ou)(?:-se)?"
    r"|log(?:ar?|uem?|ged|in)?(?: in)?|sign(?:ed)?[ -]in|ac+ed\w{1,4}|ingres\w{1,3}|conn?ect\w*)"
    r"\s(?:[\w.:/-]{1,32}\s){0,3}?"
    r"(?:com|con|with|as|como|usando|using)\s)(?:(?:[oa]|el|the|user|usu[áa]rio|login)\s){0,2}"
    r"[\"'`*]?(?P<login>[\w.@+-]{2,64})[\"'`*]?(?:\s?[/|,:+&]|\s(?:e|y|and|with|com|con))\s"
    r"(?:(?:a|la|the|pass|pw)\s)?[\"'`*]?(?P<password>[^\s\"'`\0]{5,64})",
    re.I,
)
_BOTH = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9])(?:login|usu[áa]rio|user(?:name)?)\s?(?:[/:]|e|and|y|&)\s?"
    rf"(?:{_PASSWORD}|pass|clave)(?P<said>\s?[:=]|\s(?:são|are"
    rf"|son))?\s?(?P<login>[^\s/|,;:\[\]]{{2,64}})\s?(?:[/|,;:]|e|y|and)\s?"
    r"(?P<password>[^\s\0]{2,100})",
    re.I,
)
# "abc123 é a senha do wifi"
_EMOJI = r"\u2600-\u27bf\U0001f000-\U0001faff"
_TURNED = re.compile(
    rf"(?<![^\s\"'“‘`*(:{_EMOJI}])[\"'“‘`*]?"
    rf"(?P<value>[^\s\"'“”‘’`*\[\]\0{_EMOJI}]{{4,64}})[\"'”’`*]?"
    rf"[{_EMOJI}]{{0,3}},?\s(?:(?:essa|esta|this|that)\s)?(?:é|eh|is|es|as|como|na|e(?=\s(?:a"
    rf"|la)\s))\s"
    r"(?:(?:a|o|the|la|el|sua|seu|minha|meu|my|your|mi|tu|su)\s)?"
    r"(?:(?!weak|strong|common|most|bad|good|forte|fraca|comum|d[ée]bil|fuerte)[\w-]{2,16}\s){0,3}?"
    rf"{_PASSWORD}",
    re.I,
)
_WIFI = re.compile(
    r"(?=\w)(?<!\w)(?:WIFI:(?:[TSH]:[^;\n]{0,64};){0,3}P:(?P<qr>[^;\n]{1,64});"
    r"|wi-?fi(?:\s(?:d[aoe]|aqui|here|de)(?:\s\w{1,16})?)?(?:\s?[:=]|\s(?:é|e|is|es)(?=\s))\s?"
    r"(?P<value>[^\s\0]{8,64})"
    # the name of the network first, or a word with digits alone
    r"|(?:wi-?fi|rede|ssid|network)\s?[:=]?\s[^\s/|\0]{2,32}\s?[/|]\s?(?P<second>[^\s\0]{8,64})"
    r"|wi-?fi\s(?P<alone>[A-Za-z]{4,40}[0-9@#!_]{1,3}[^\s\0-]{1,32}))",
    re.I,
)

# "[EMAIL_1] contra abc"
_GONE_LOGIN = re.compile(
    rf"\[(?:EMAIL|HANDLE)_[0-9]+\]\s?[,;/|–-]?\s(?:(?:e|y|and)\s)?(?:(?:a|la|the)\s)?"
    rf"(?:{_PASSWORD}|{_SHORT})(?:\s?[:=])?\s(?P<password>[^\s\0\"'`]{{4,64}})",
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
changeme change_me your_password yourpassword your-password mypassword my_password sua_senha
suasenha tu_contraseña example exemplo ejemplo placeholder abaixo below abajo acima
inbox dm privado pv in-app
via use usa usar favor thx thanks ty lol pls please obg obrigado obrigada valeu gracias porfa
"""
_NO_VALUE = frozenset(_WORDS.split())
_ENDINGS = re.compile(
    r".{2,}(?:ad[oa]s?|id[oa]s?|vel|veis|bles?|ed|ing|mente|os[oa]s?|[óo]ri[oa]s?|ções|ção|ción"
    r"|tion|ly|ary|tive)",
    re.I,
)
# What many are told to do: "senha: estudem".
_TOLD_ALL = re.compile(r"(?!homem|ontem|jovem|nuvem|ordem|porem|amem|item)[a-zà-ü]{2,10}[^\Wg]em")
_TECHNICAL = re.compile(
    r"(?:v?[0-9]+(?:\.[0-9]+)+|sha-?[0-9]+\w*|md5|argon2\w*|bcrypt\w*|p?bkdf2\w*|scrypt"
    r"|wpa[0-9]?\S*|oauth2?|base64|utf-?8"
    r"|[0-9.,]+(?:-?[a-z]{1,4}(?:/s)?|º|ª|%|\+)|[0-9]+x[0-9]+"
    r"|[0-9]{1,2}[/:h][0-9]{1,2}(?:/[0-9]{2,4})?|\#[0-9]+|[0-9]{1,2}"
    r"|\w+[-_ ][256](?:\.4)?g(?:hz)?)",
    re.I,
)
_CODE_LIKE = re.compile(
    r"(?:option|optional|result|list|vec|union)[<\[(]|\$\{?[A-Za-z_]+\}?$|<[^>\s]*>?$|\{"
    r"|%(?:[a-z]{1,2}$|\()"
    r"|&(?:mut|[A-Za-z][a-z]+$|')|\[|[A-Za-z_.]*\("
    r"|\w+::|\*+$|x{3,}$|\.{2,}$|\\"
    r"|(?:process|os|env|self|this|config|settings)\.",
    re.I,
)
_DENIED = re.compile(
    r"\s(?:esquec\w+|perd\w+|trocar|mudar|reset\w*|redefin\w+|forgot\w*|change|recuper\w+"
    r"|olvid\w+|expira\w*|vence"
    r"|must|deve|should|debe|com|con|with|min\w*|tem|has|tiene|needs?|requires?|precisa|manager|gerenciador|gestor|policy)(?!\w)",
    re.I,
)


_MAIL_GOES_ON = re.compile(r"\s?(?:[(\[{<]\s?)?(?:@|at\b[)\]}>]|arroba)", re.I)
_AROUND = ".,;:!?\"'`*)("
_HUMPS = re.compile(r"[a-z][A-Z]")
_EVERYBODYS = words(
    "admin root administrator administrador guest user test teste postgres mysql pi ubuntu"
)


def _passwords(view: View) -> Iterator[Found]:
    text = view.prose
    for shape in (_LOGIN, _BOTH):
        for match in shape.finditer(text):
            yield from _pair(text, match)
    for match in _ENTERED.finditer(text):
        value = _secret(text, *match.span("password")).value
        everybodys = match["login"].casefold() in _EVERYBODYS
        if access.is_password(value) or (everybodys and _mixes(value)):
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
        quoted, value = match["quoted"], match["bare"]
        plain = quoted and not (match["short"] or match["to"] in _GOALS)
        if plain or (value and _is_unsaid(match, value)):
            yield from _password(text, match, verb=True)
    for match in _TURNED.finditer(text):
        value = match["value"]
        if _looks_chosen(value) and not (_TECHNICAL.fullmatch(value) or _MODEL.fullmatch(value)):
            yield _secret(text, *match.span("value"))
    for match in _ELEMENT.finditer(text):
        if not _CODE_LIKE.match(match["value"]) and match["value"].casefold() not in _NO_VALUE:
            yield Found(*match.span("value"), "SECRET", match["value"])
    for match in _KNOWN.finditer(text):
        if _mixes(match["value"]) and not _TECHNICAL.fullmatch(match["value"]):
            yield _secret(text, *match.span("value"))
    for match in _WIFI.finditer(text):
        group = match.lastgroup or "value"
        value = match[group]
        if group == "qr" or (_looks_chosen(value) and not _TECHNICAL.fullmatch(value)):
            yield _secret(text, *match.span(group))
    for match in _SLASHED.finditer(text):
        if _mixes(match["password"]) and not _TECHNICAL.fullmatch(match["password"]):
            yield _secret(text, *match.span("password"))
            if match["login"] and match["login"].casefold() not in _NO_VALUE:
                yield Found(*match.span("login"), "HANDLE", match["login"].casefold())
    for match in _GONE_LOGIN.finditer(text):
        value = match["password"].casefold().strip(_AROUND)
        plain = value.isalpha() and (value in _NO_VALUE or _ENDINGS.fullmatch(value))
        label = text[match.end() - 1] == ":"  # "senha provisória: ..."
        if not (plain or label or _CODE_LIKE.match(value)):
            yield _secret(text, *match.span("password"))


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


_GOALS = frozenset(("to", "a", "pra", "para", "por", "now"))
# "senha A042" is a place in a queue.
_TICKET = re.compile(r"[A-Z]{1,2}-?[0-9]{1,4}", re.I)
_MODEL = re.compile(r"[A-Z]{1,4}-?[0-9]{2,5}[A-Z]{0,2}")


def _is_unsaid(match: re.Match[str], value: str) -> bool:
    """Tell whether a value says by its looks what no verb and no colon says."""
    value = value.strip(_AROUND)
    start = match.start("bare")
    if value.isdecimal() and codes.is_in_queue(match.string, start, start + len(value)):
        return False
    if _TICKET.fullmatch(value) or YEAR.fullmatch(value) or EMAIL.match(value):
        return False
    if match["to"] == "e" and value.isdecimal():  # "e": "é" in a hurry
        return len(value) >= 4
    if match["short"] == "contra" and not match["filler"]:  # "against" in Portuguese
        return False
    if match["short"] or match["to"]:
        return _mixes(value) and len(value) >= (6 if match["short"] else 4)
    return _looks_chosen(value) or access.is_password(value)


def _is_password(text: str, found: Found, *, verb: bool) -> bool:
    value = found.value
    if (
        len(value) < 2
        or (verb and _MODEL.fullmatch(value))
        or (verb and EMAIL.match(value))
        or _MAIL_GOES_ON.match(text, found.end)
        or value.casefold() in _NO_VALUE
        or _TOLD_ALL.fullmatch(value)
        or _CODE_LIKE.match(value)
        or (_TECHNICAL.fullmatch(value) and not value.isdecimal())
        or COUNTED.match(text, found.end)
        or (value.isdecimal() and len(value) < 3)
    ):
        return False
    if not value.isalpha():  # words of two parts are words
        return _looks_chosen(value) or not verb or bool(CLAUSE_END.match(text, found.end))
    if value[1:] != value[1:].lower() and not value.isupper():
        return True
    if not CLAUSE_END.match(text, found.end):
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
    chosen = _looks_chosen(password.value) or access.is_password(password.value)
    if not (stated or chosen) and not (
        re.search(r"[:=]", text[match.start() : password.start])
        and not match.groupdict().get("short")
        and CLAUSE_END.match(text, password.end)
    ):
        return
    yield password
    if login.casefold() in _EVERYBODYS:
        return
    if not EMAIL.search(login) and not (login.isdecimal() and len(login) >= 8):
        yield Found(*match.span("login"), "HANDLE", login.casefold())


def _secret(text: str, start: int, end: int) -> Found:
    """Return the value without quotes, and without the punctuation of the sentence."""
    while start < end and text[start] in "\"'`*(":
        start += 1
    while end > start + 1 and text[end - 1] in ".,;:)]}\"'`*_~?!":
        # "abc#12!" is one whole; in "gatinho!!" somebody is glad.
        if text[end - 1] in "!?*_" and not text[start:end].rstrip("!?*_").isalpha():
            break
        end -= 1
    return Found(start, end, "SECRET", text[start:end])


def _looks_chosen(value: str) -> bool:
    """Tell whether a value looks like a password: letters with digits, digits alone, or drawn."""
    value = value.strip(_AROUND)
    digits = sum(c.isdecimal() for c in value)
    return len(value) >= 4 and (
        (digits > 0 and (digits == len(value) or digits >= 3)) or _mixes(value)
    )


def _mixes(value: str) -> bool:
    """Tell whether letters and digits, or small and capital letters, mix as words do not."""
    value = value.strip(_AROUND)
    letters = any(c.isalpha() for c in value)
    return (letters and any(c.isdecimal() for c in value)) or len(_HUMPS.findall(value)) >= 2


DETECTORS = (
    Detector(
        "password",
        r"(?i:senha|senhinha|contrase|pass(?:word|wd|phrase|code|\s|:|=)|palavra[- ]passe"
        rf"|{SLIPPED}|snha|shenha|senhha|passw|pasword|psw|pss?word"
        r"|(?-u:\b)(?:entr|log|sign|conect|connect|ac+ed|ingres|inici)\S*\s(?s:.)*(?:com|con|with|as|como)\s"
        r"|(?:(?-u:\b)|_)(?:pass|pw|pwd|psk|clave|contra|wi-?fi)(?:(?-u:\b)|_)|<secret>"
        r"|[a-z]{2,5}pass|creds?|credenc|credent|acess?o|acceso|access|@\S+\s?[/:|]"
        r"|(?-u:\b)(?:rede|ssid|network)(?-u:\b)"
        r"|(?:admin|root)\s?[:/|])",
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
    *codes.DETECTORS,
    *commands.DETECTORS,
    *access.DETECTORS,
    *entries.DETECTORS,
)
