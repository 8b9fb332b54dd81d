"""Where a clause ends, and what a number counts: for values that stand in the midst of talk."""

import re

YEAR = re.compile(r"(?:19|20)[0-9]{2}")
COUNTED = re.compile(
    r"\s?(?:d[íi]gitos?|caracteres|characters?|chars?|letras?|letters?|n[úu]meros|numbers"
    r"|digits?|dias|days|d[íi]as|linhas?|lines?|l[íi]neas?|ms|km|ml|kg|contas|accounts|cuentas"
    r"|pontos"
    r"|minutos|minutes|min|horas|hours|anos|years|a[ñn]os|meses|months|vezes|times|veces|pessoas"
    r"|people|tentativas|usu[áa]rios|users"
    r"|attempts|intentos|segundos|seconds|s[íi]mbolos|bits?|bytes|reais|na fila"
    r"|no guich[êe])(?!\w)",
    re.I,
)
# Punctuation, an emoji, another clause, or what chats close with.
_TAIL = (
    r"(?:e|y|and|ou|or|mas|but|pero|obg|obgd[oa]?|obrigad[oa]|brigad[oa]|valeu|vlw|flw|kk+"
    r"|k?haha\w*"
    r"|rs+|jaja\w*|lol|lmao|thanks|thx|ty|cheers|gracias|por favor|pfv?|please|pls|plz|ok|okay"
    r"|blz|beleza"
    r"|t[áa]|viu|hein|mano|cara|amor|gente|galera|pessoal|malta|bro|dude|guys|bjs?|abs"
    r"|abra[çc]os|beijos)"
)
CLAUSE_END = re.compile(
    rf"\s*(?:$|[\n,;.!?)|/\"'*_`»”<]|[\u2600-\u27bf\U0001f000-\U0001faff]|{_TAIL}(?!\w))", re.I
)
