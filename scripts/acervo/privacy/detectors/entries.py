"""Passwords that nobody calls so: "the box lets admin in with x", "resetaram pra x", "digita x"."""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.access import is_password
from acervo.privacy.detectors.clauses import CLAUSE_END

_VALUE = r"(?P<password>[^\s\0\"'`]{5,64})"
_EVERYBODYS = r"(?:admin|root|postgres|administrador|guest|ubuntu|pi)"
# What is entered beside the name that everybody has, or the mail that is known.
_BESIDE = re.compile(
    rf"(?=\w)(?<![^\W_])(?:{_EVERYBODYS}(?:\s\w{{1,10}}){{0,2}}?\s(?:with|com|con|using|usando|w/|e|y|and)"
    r"|(?:e-?mail|mail|correo|login)(?:\s\w{1,8}){0,3}?\s(?:e|y|and|with|com|con))\s"
    rf"(?:(?:a|la|the)\s(?:senha|clave|password|pw)\s)?{_VALUE}",
    re.I,
)
_OPENED = (
    r"(?:abr\w{1,4}|open\w*|unlock\w*|entr(?:ar|e|a|em)|acess\w+|acced\w+|desbloque\w+|destrav\w+|unzip"
    r"|descompact\w+|log(?:ar| in)|pdf|zip|planilha|arquivo|archivo|file"
    r"|senha|password|contrase\w+|clave)"
)
_TRIED = (
    r"(?:digit\w{1,4}|type|tecl\w{1,4}|escrev\w{1,3}|escrib\w{1,3}|put|bot[ae]|coloc\w{1,3}|p[õo]e"
    r"|pon(?:le|gan?)?|us[ae]|enter|introdu\w{1,4}|met[ae]|tent[ae]|prueb\w|prova|try)"
)
# "pra abrir o pdf digita x", "pediu senha? tenta x"
_TYPED = re.compile(
    rf"(?=\w)(?<!\w){_OPENED}(?=[\s?])[^\n.!]{{0,60}}?\s{_TRIED}\s(?:(?:a[ií]|in|l[áa])\s)?{_VALUE}",
    re.I,
)
# "resetaram pra x", "la resetearon a x"
_RESET = re.compile(
    r"(?=\w)(?<!\w)(?:reset\w*|redefin\w+|restable\w+)(?:\s(?:it|la|lo|a))?\s(?:pra|para|to|a|por|com|con|with)\s"
    rf"(?:a\s|la\s)?{_VALUE}",
    re.I,
)
# "troca por x", "change it to x": much is changed, so that the value must look like one.
_CHANGED = re.compile(
    r"(?=\w)(?<!\w)(?:troc\w{1,3}|mud\w{1,4}|c[aá]mbi\w{1,5}|chang\w{1,3})(?:\s(?:it|la|lo|a|ela))?"
    rf"\s(?:pra|para|to|a|por)\s{_VALUE}",
    re.I,
)

# The words that restore a wallet (BIP 39: 12 to 24 of 3 to 8 letters).
_SEED = re.compile(
    r"(?<!\w)(?:seed(?: phrase)?|recovery (?:phrase|words)|mnemonic|palavras? (?:secretas?"
    r"|de recupera\w+)"
    r"|frase (?:semente|semilla|secreta|de recupera\w+))(?:\s?[:=]|\s(?:is|é|es|e))?\s{1,3}"
    r"(?P<words>[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){11,23})",
    re.I,
)
_PHRASE = re.compile(
    r"(?<!\w)(?:passphrase|frase[- ]senha)(?:\s?[:=]|\s(?:is|é|es))\s{1,2}"
    r"(?P<words>[a-z]{3,12}(?: [a-z]{3,12}){2,7})(?=\s*(?:$|[\n.,;!]))",
    re.I,
)


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for shape in (_BESIDE, _TYPED, _RESET, _CHANGED):
        for match in shape.finditer(text):
            start, end = match.span("password")
            while end > start + 1 and text[end - 1] in ".,;:)?*_~":
                end -= 1
            value = text[start:end]
            mixed = any(map(str.isalpha, value)) and sum(map(str.isdecimal, value)) > 1
            loose = shape in (_RESET, _TYPED) and mixed and value.isalnum()
            if is_password(value) or (loose and CLAUSE_END.match(text, end)):
                yield Found(start, end, "SECRET", value)
    for match in (*_SEED.finditer(text), *_PHRASE.finditer(text)):
        yield Found(*match.span("words"), "SECRET", " ".join(match["words"].lower().split()))


DETECTORS = (
    Detector(
        "entry",
        rf"(?i)(?:^|[^\p{{L}}\p{{N}}])(?:{_EVERYBODYS}\s|e-?mail\s|correo\s|login\s|reset|redefin|restable"
        r"|troc|mud[aeo]|c[aá]mbi|chang)"
        r"|(?i)(?:^|[^\p{L}\p{N}])(?:digit|type|tecl|escr[ei][vb]|put|bot[ae]|coloc|p[õo]e|pon|us[ae]|enter"
        r"|introdu|met[ae]|tent[ae]|prueb|prova|try)\S{0,4}\s(?:\S+\s)?\S*[0-9]"
        r"|(?i:seed|recovery|mnemonic|frase|palavras?|passphrase)",
        _find,
        (
            "the box lets admin in with bPJka6H2!",
            "pra abrir o pdf digita girassol1907",
            "resetaram pra girassol44",
            "troca por Girassol@44",
        ),
    ),
)
