"""Streets elsewhere in Europe, and addresses that only the flat or the words before give away."""

import re
from collections.abc import Iterator

from acervo.privacy.detectors.addresses.words import LINKS, SENTENCE, Text

_NUMBER = r"[0-9]{1,5}(?:[ ]?[a-d](?!\w))?\.?"
_WORD = r"[^\W\d_][\w'’-]{0,30}\.?"
# "Hauptstraße 12", "Kerkstraat 3", "Ringvej 144": the kind is the end of the name.
_SUFFIX = (
    "strasse|straße|str\\.|gasse|platz|allee|weg|damm|ufer|gurtel|straat|laan|plein|gracht|kade"
    "|vagen|gatan|[rls]gata|vej|vejen|veien|vegen|katu|[iy]ntie|utca|stræti|skewei|brucke"
)
_ONE_WORD = re.compile(
    rf"(?=\w)(?<!\w)(?P<name>(?:{_WORD}[ ])?[^\W\d_]{{2,30}}(?:{_SUFFIX}))[ ]{_NUMBER}(?![\w%])"
)
# "Via Roma 131", "ul. Miła 53"; "56 rue La Boétie"
_KIND = (
    r"(?:via|viale|piazza|corso|vicolo|ul\.|ulica|al\.|os\.|strada|calea|rue|avenue|chemin|quai"
    r"|impasse)"
)
_BEFORE = re.compile(rf"(?<!\w){_KIND}[ ](?P<name>(?:{_WORD}[ ]){{1,5}}?){_NUMBER}(?![\w%])")
_FRENCH = re.compile(
    r"(?<![\w.,:/$-])[0-9]{1,4}(?:[ ](?:bis|ter))?,?[ ](?:rue|avenue|boulevard|bd|allee|chemin"
    rf"|impasse|quai)[ ](?P<name>{_WORD}(?:[ ]{_WORD}){{0,5}})"
)
# "Rákóczi út 66.", "Luite tee 87": the kind between name and number.
_AFTER = re.compile(
    rf"(?<!\w)(?P<name>(?:{_WORD}[ ]){{1,3}}?)(?:u\.|ut|utja|utca|rkp\.|korut|poik|strasse|straße"
    rf"|straat|gatan|vag|plass|gurtel)[ ]{_NUMBER}(?![\w%])"
)
_KIND_NUMBER = re.compile(rf"(?:{_SUFFIX}|u\.|ut|utja|rkp\.|korut|poik|vag|plass)[ ](?=[0-9])")
# Any name before the number of a flat: "6750 Koskikatu 25 Apt. 864".
_FLAT = re.compile(
    rf"(?<![\w.,:/$-])[0-9]{{1,5}},?[ ]"
    rf"(?P<name>(?:{_WORD}|[0-9]{{1,5}}\.?)(?:,?[ ](?:{_WORD}|[0-9]{{1,5}}\.?)){{0,6}}?)"
    r",?\s{1,3}>?[ ]?(?:apt|suite|apartment)\b\.?[ ]?[0-9]{1,5}(?!\w)"
)
# After "address:" and the like, less is enough: a number and a name.
_SAID = re.compile(
    r"\b(?:address|adress|addresses|endereco|direccion|domicilio|morada)"
    r"(?:[ ]of[ ][^.:\n]{1,40}?[ ]is|[ ](?:is|es|e|to|with))?(?:[ ]?[:=]|[ ]is)?\s{1,2}"
    rf"(?P<address>[0-9]{{1,5}}[ ]{_WORD}(?:[ ]{_WORD}){{0,5}}(?:[ ]{_NUMBER}(?!\w))?"
    rf"|{_WORD}(?:[ ]{_WORD}){{0,5}},?[ ]{_NUMBER}(?!\w))"
    r"|\b(?:liv(?:e|es|ed|ing)|meet(?:[ ]me)?|drops?[ ]you[ ]off|located|deliver\w*"
    r"|return(?:[ ]it)?|sent|restaurant[ ]is)[ ](?:at|in|to)[ ]"
    rf"(?P<place>[0-9]{{1,5}}[ ]{_WORD}(?:[ ]{_WORD}){{0,4}}(?:[ ]{_NUMBER}(?!\w))?)"
)
# A crossing is no address, one with a house number is.
_CORNER = re.compile(
    rf"(?:the[ ])?corner[ ]of[ ](?:{_WORD}[ ]){{1,4}}{_NUMBER}[ ]and[ ]"
    rf"{_WORD}(?:[ ]{_WORD})?"
)
_HOUSE_BEFORE = re.compile(r"(?<![\w.,:/$€£#-])[0-9]{2,5} $")
_WORDS = re.compile(r"\S+")

CANDIDATE = (
    r"(?i)(?:straße|strasse|str\.|gasse|platz|allee|weg|damm|ufer|g[uü]rtel|straat|laan|plein"
    r"|gracht"
    r"|kade|v[aä]gen|gatan|gata|vej|vejen|veien|vegen|katu|ntie|utca|stræti|skewei|br[uü]cke|u\.|[uú]t|[uú]tja"
    r"|rkp\.|k[oö]r[uú]t|p[oõ]ik|v[aä]g|plass)\s[0-9]"
    r"|(?is)(?-u:\b)(?:via|viale|piazza|corso|vicolo|ul\.|ulica|al\.|os\.|strada|calea|rue|avenue"
    r"|chemin|quai|impasse)\s.*[0-9]"
    r"|(?i)[0-9](?: bis| ter)?,?\s(?:rue|avenue|boulevard|bd|all[eé]e|chemin|impasse|quai)\s"
    r"|(?i)(?-u:\b)(?:apt|suite|apartment)\.?\s?[0-9]"
    r"|(?is)(?:address|adress|endere[cç]o|direcci[oó]n|domicilio|morada"
    r"|liv(?:e|es|ed|ing) (?:at|in|to)|meet |drops? you|located|deliver|return|sent |restaurant is"
    r"|corner of).*[0-9]"
)


def streets(text: Text) -> Iterator[tuple[int, int]]:
    """Yield start and end of addresses; without a flat their names stand in capital letters."""
    for match in _FLAT.finditer(text.folded):
        if not _is_sentence(match["name"]):
            yield match.span()
    for match in _CORNER.finditer(text.folded) if "corner of" in text.folded else ():
        yield match.span()
    for shape in (_BEFORE, _AFTER, _ONE_WORD):
        for match in _of_shape(shape, text.folded):
            capitals = [
                w.start()
                for w in _WORDS.finditer(text.folded, *match.span("name"))
                if text.is_capital(w.start())
            ]
            if match[0].startswith("via ") and not text.is_capital(match.start()):
                continue  # by way of
            if text.follow(match.end()) == "quantity":
                continue
            house = _HOUSE_BEFORE.search(text.folded, max(0, match.start() - 6), match.start())
            if shape is _ONE_WORD and house:  # "2407 tawastintie 6"
                yield house.start(), match.end()
            elif capitals and not _is_sentence(text.folded[capitals[0] : match.end()]):
                start = match.start() if shape is _BEFORE else capitals[0]
                yield start, match.end()
    for match in _FRENCH.finditer(text.folded):
        end = _proper_end(text, *match.span("name"))
        if end:
            yield match.start(), end
    for match in _SAID.finditer(text.folded):
        start, end = match.span("address" if match["address"] else "place")
        proper = _proper_end(text, start, end)
        if proper and re.search("[0-9]", text.folded[start:proper]):
            yield start, proper


def _of_shape(shape: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """Yield matches of a shape. It is looked for around its kind with a number behind it."""
    if shape is _BEFORE:
        yield from shape.finditer(folded)
        return
    done = 0
    for kind in _KIND_NUMBER.finditer(folded):
        for match in shape.finditer(folded, max(done, kind.start() - 100), kind.end() + 8):
            done = match.end()
            yield match


def _is_sentence(words: str) -> bool:
    return any(word.strip(".,") in SENTENCE for word in words.split())


def _proper_end(text: Text, start: int, end: int) -> int | None:
    """Return where the words with capital letters end: small ones only link them."""
    last = None
    for word in _WORDS.finditer(text.folded, start, end):
        plain = word[0].strip(".,")
        if plain in SENTENCE:
            break
        if text.is_capital(word.start()):
            last = word.end()
        elif word[0][0].isdecimal():
            last = word.end() if last or word.start() == start else None
        elif plain not in LINKS:
            break
    capital = any(
        text.is_capital(w.start()) for w in _WORDS.finditer(text.folded, start, last or start)
    )
    return last if capital else None
