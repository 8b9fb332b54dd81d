"""What stands around a number and says whether it can be called."""

import re

from acervo.privacy.pseudonyms import PSEUDONYM

# Words that say that a number follows which can be called, and words that say it cannot.
_CALL = re.compile(
    r"\b(?:tel|tels|tele(?:fone|phone)s?|fones?|celular(?:es)?|cel|whats(?:app)?|wh?ats?|wpp|wsp"
    r"|zap|zapzap|wasap"
    r"|guasap|telem[óo]ve(?:l|is)|telm|tlm|tlf|tfno|cell?|sms|viber|signal|torpedo"
    r"|lig(?:a[rm]?|ue[mi]?|o|ou|ando)|discar?|disque|cham[ae](?:r|m)?|conta(?:c?tos?|ct|ct me)"
    r"|contat[ae]r?|comunicar"
    r"|(?:msg|mensag(?:em|ens)|mensajes?|mensajito|message|text|recado|[áa]udio|escr[ií]b\w*"
    r"|escreve\w*)"
    r"\s+(?:(?:me|us|him|her|them)\s+)?(?:a|al|ao|à|para|pra|pro|no|en|to|at|on)(?:\s+(?:o|el"
    r"|the))?"
    r"|fal[ae]r?\s+com|reach\s+(?:me|us|him|her|them)|hit me up|(?:call|text|ring):?(?=[ ]$)"
    r"|atende (?:pel[oa]|no|em)|(?:el|o|the) (?:nuevo|novo|new)"
    r"|m[óo]vil(?:es)?|tel[ée]fonos?|ll[áa]m\w+|marca(?:r|me|le)?\s+al|phone|mobile|cellphone|fax"
    r"|dial"
    r"|ring|hotline|(?:meu|mi|su|tu|seu|teu|my|your|his|her)\s+(?:n[úu]mero|number|n[º°])"
    r"|n[úu]mero\s+(?:d(?:ele|ela|ela?s|[aeo])|novo|nuevo)|(?:new|old)\s+number|(?:office|home|work|desk|direct|land)\s?line"
    r"|anota(?:\s+a[íi])?|call(?:ed|ing)?\s+(?:me|us|him|her|them|at|on)|(?:reach|text)\s+(?:me"
    r"|us|him|her))\b"
    r"[^0-9\n]{0,32}$",
    re.I,
)
_NO_CALL = re.compile(
    r"(?:\b(?:n[º°]|nr|num|port|porta|usd|brl|eur)|r?\$|us\$)[ .:]*$|[#€£=]$", re.I
)
# Words that say so even after "me liga sobre o".
_COUNTED = re.compile(
    r"\b(?:pedidos?|order|protocolo|processo|id|isbn|issn|arxiv|doi|pmid|pr|issue|commit|build"
    r"|vers[ãa]o|version|versi[óo]n|ticket|fatura|factura|invoice|boleto|nota(?: fiscal)?|nfe?"
    r"|s[ée]rie"
    r"|serial|sku|ean|gtin|c[óo]digo(?: de barras)?|code|matr[íi]cula|inscri[çc][ãa]o|lote|rastreio"
    r"|tracking|ref(?:er[êe]ncia|erence)?|contrato|caso|case|chamado|modelo|model|hash|sha|edital"
    r"|lei"
    r"|mega|mega-sena|quina|loto\w*|loter[íi]a|sorteio|jog(?:o|uei)|bingo|powerball|primitiva"
    r"|euromi\w+|(?:winning|lucky) numbers?)[ ]?(?:n[º°o]?|nr|num|number|é|is|es"
    r"|says|diz|dice|shows)?[ .:#-]{0,3}$",
    re.I,
)
# Words that stand before other things as often: the number must then exist.
_HINT = re.compile(
    r"\b(?:informes|informa[çc][õo]es|informaci[óo]n|enquiries|inquiries|reservas|bookings"
    r"|reservations|encomendas|interess?ad[oa]s|d[úu]vidas|questions|rsvp"
    r"|si pasa algo|cualquier (?:cosa|duda)|qualquer coisa|if anything (?:comes up|happens)"
    r"|in case of \w+|tr(?:ied|y|ying) (?:you|me|him|her|them|us)|te (?:busqu[ée]|marqu[ée])"
    r"|tent(?:ei|a|ar|e)|guard(?:a|ar|e|en)|salv(?:a|ar|e|em)|save|ap[úu]nt\w+|agr[ée]g\w+"
    r"|m[áa]rc(?:a|al[ea]|ame|ar|ue|uen))\b[^0-9\n]{0,32}$",
    re.I,
)
_CALL_AFTER = re.compile(
    r"[ ,]{0,2}[(\[-]?[ ]?(?:(?:s[óo]|apenas|somente|solo|only|tem|tbm|também|é|es|is|o|el|my|meu"
    r"|mi|no|en|on|por)[ ]){0,3}(?:zap|whats(?:app)?|wpp|wasap|telegram|sms|telefone|celular"
    r"|tel[ée]fono|m[óo]vil|cell)(?!\w)",
    re.I,
)
_COLUMN = re.compile(
    r"\W*(?:phones?|mobile|cell|whats(?:app)?|zap|tel(?:\.|[ée]fonos?|efones?)?|fones?|celular"
    r"|telem[óo]vel|m[óo]vil|contac?tos?|contact)(?: (?:number|no\.?))?\W*",
    re.I,
)
# "1. Ana Souza - ", "p2abc... : ", "[NAME_1]: ".
_HELLO = re.compile(
    r"\W*(?:(?:oi+e?|ol[áa]|hola|oye|oigan|bueno|boas|hey|hi|hello|so|ent[ãa]o|gente|malta|galera"
    r"|bom dia"
    r"|boa (?:tarde|noite)|pfv|buenas|ok|lol|well|e a[íi]|ei|ah)\W+)?",
    re.I,
)
_LISTED = re.compile(
    rf"(?:^(?:\W*\w+(?: \w+)?[,!.… ]+ )?\W*[0-9]{{1,3}}[.)-]\s*(?:{PSEUDONYM.pattern}"
    rf"|[A-ZÀ-Þ][^\W\d]+(?:[ ][^\W\d]+){{0,4}})"
    rf"|^\W*(?:{PSEUDONYM.pattern}|NAME(?:_[0-9]+)?\]?))\s*[-–—:→]\s*$"
)


def context(text: str, start: int, end: int) -> str:
    """Return "call", "no", or "" where nothing is said."""
    if called(text, start) or _CALL_AFTER.match(text, end):
        return "call"
    before = text[max(0, start - 48) : start]
    return "no" if _NO_CALL.search(before) or _COUNTED.search(before) else ""


def called(text: str, start: int) -> bool:
    """Tell whether the words before a number say that it can be called."""
    before = text[max(0, start - 48) : start]
    said = _CALL.search(before) is not None or _is_in_column(text, start)
    return said and _COUNTED.search(before) is None


def hinted(text: str, start: int) -> bool:
    """Tell whether the words before a number are such as stand before one that can be called."""
    before = text[max(0, start - 48) : start]
    return _HINT.search(before) is not None and _COUNTED.search(before) is None


def _is_in_column(text: str, start: int) -> bool:
    """Tell whether the number stands in a table under a word for telephones."""
    line = text.rfind("\n", 0, start) + 1
    column = text.count("|", line, start)
    if not column:
        return False
    while line:
        above = text.rfind("\n", 0, line - 1) + 1
        cells = text[above : line - 1].split("|")
        if len(cells) <= column:
            return False
        if _COLUMN.fullmatch(cells[column]):
            return True
        line = above
    return False


def is_alone(text: str, start: int, end: int) -> bool:
    """Tell whether the line holds nothing but the number, or only whose it is.

    That is how people pass on a contact: "1. Ana Souza - 69...". Members have their pseudonyms.
    """
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    if _LISTED.search(before):
        return re.match(r"[.,;!?)…]*(?:\s|$)", after) is not None
    if any(c.isalnum() or c == "\0" for c in after):
        return False
    return "\0" not in before and _HELLO.fullmatch(before) is not None
