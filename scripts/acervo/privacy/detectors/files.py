"""Names of files that people send: camera and messenger names, and documents called after somebody.

Names of source code, data and programs stay. A name of a document stays where all of its words are
common ones ("report.pdf", "manual_v2.pdf"), unless the text says that it was attached.
"""

import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View
from acervo.privacy.detectors.file_words import COMMON, GIVEN, LINKING, OPENERS, PERSONAL
from acervo.privacy.names import fold

_MEDIA = (
    r"jpe?g|png|heic|heif|webp|gif|bmp|tiff?|dng|raw|mp4|mov|m4v|3gp|mkv|avi|webm|opus|ogg|oga"
    r"|m4a|mp3|aac"
    r"|amr|wav|flac|caf"
)
_DOCUMENT = (
    r"pdf|docx?|odt|rtf|pages|xlsx?|xlsm|ods|numbers|pptx?|ppsx?|odp|key|vcf|vcard|eml|msg|p7s"
    r"|p12|pfx"
)
_ARCHIVE = r"zip|rar|7z|txt|csv"
_END = r"(?![^\W_]|[-_][0-9A-Za-z])"
_EXTENSION = rf"\.[A-Za-z0-9]{{2,5}}{_END}"

_COPY = r"(?:[ _-]?\([0-9]{1,3}\)|~[0-9]|[-_][0-9]{1,3}| - (?:c[óo]pia|copia|copy))?"
_DATE = r"(?:19|20)[0-9]{2}[-_. ]?[01][0-9][-_. ]?[0-3][0-9]"
_TIME = (
    r"[0-2]?[0-9][-_.:h ]?[0-5][0-9](?:[-_.:m ]?[0-5][0-9]s?)?(?:\s?(?:[AaPp][Mm]|[ap]\.\s?m\.))?"
)
_AT = r"[ _-]{0,2}(?:(?:at|às|as|a las|a la\(s\)|à\(s\)|em|um|alle|à)[ _-]{1,2})?"
# What phones and messengers call their files. Many of these say when somebody was where.
_GENERATED = re.compile(
    r"(?=\w)(?<![0-9A-Za-zÀ-ɏ])(?<![0-9A-Za-z][._-])(?:"
    + "|".join(
        (
            rf"[A-Z]{{3,5}}-20[0-9]{{6}}-WA[0-9]{{3,}}{_COPY}(?:{_EXTENSION})?",
            rf"(?i:WhatsApp [A-Za-zÀ-ɏ]{{3,16}}|(?:Imagem|V[íi]deo|[ÁA]udio) do WhatsApp"
            rf"|(?:Imagen|Video|Audio) de WhatsApp)(?: de)? {_DATE}{_AT}{_TIME}"
            rf"(?:_[0-9a-f]{{8}})?{_COPY}(?:{_EXTENSION})?",
            rf"(?i:Conversa do WhatsApp com|WhatsApp Chat (?:with|-)|Chat de WhatsApp con)"
            rf" [^\n<>\"|]{{1,80}}?\.(?:txt|zip){_END}",
            rf"[0-9]{{4,10}}-(?:PHOTO|VIDEO|AUDIO|STICKER|GIF|DOCUMENT"
            rf"|CONTACT)(?:-[0-9-]{{10,20}})?(?:{_EXTENSION})?",
            rf"(?i:Captura de (?:tela|pantalla|ecr[ãa])|Screen ?shot(?: from)?|Screen Recording"
            rf"|Grava[çc][ãa]o de (?:tela"
            rf"|ecr[ãa]))(?i: de)? {_DATE}(?:{_AT}{_TIME})?{_COPY}(?:{_EXTENSION})?",
            rf"(?:IMG|VID|PXL|MVIMG|PANO|BURST|SVID|PTT|AUD|DOC|STK|Screenshot|Screenrecord(?:er"
            rf"|ing)?|Screen_Recording"
            rf"|InShot|signal|Record(?:ing)?)[-_]{_DATE}[\w.~@-]{{0,60}}(?<=[0-9A-Za-z])",
            rf"(?i:photo|foto|video|audio|voice|image|sticker|scan|scanned|rec|gif|snapchat"
            rf"|snapseed|captura|capture)"
            rf"[-_ ](?:[0-9]{{1,3}}@)?(?:{_DATE}"
            rf"|[0-3][0-9]-[01][0-9]-20[0-9]{{2}})(?:{_AT}{_TIME})?[\w~@-]{{0,60}}{_COPY}"
            rf"\.(?i:{_MEDIA}|pdf){_END}",
            rf"{_DATE}[-_ ]{{1,3}}{_TIME}[0-9]{{0,3}}(?:[-_][A-Za-z0-9]{{1,12}})?{_COPY}"
            rf"\.(?i:{_MEDIA}){_END}",
            rf"(?:IMG|DSC[NF]?|_MG|MVI|MOV|VID|GOPR|G[HX][0-9]{{2}}|DJI|CIMG|SAM|IMGP|HPIM"
            rf"|PICT|SCAN|REC|FB_IMG"
            rf"|received|Snapchat|msg|AUD|PTT|DOC|P[0-9]{{3}}|image"
            rf"|photo)[-_ ]?[0-9]{{3,}}(?:[-_][A-Za-z0-9]{{1,12}})?"
            rf"{_COPY}\.(?i:{_MEDIA}|{_DOCUMENT}){_END}",
            rf"(?i:Screenshot|Captura de (?:tela|pantalla|ecr[ãa])|IMG|image)"
            rf" ?\([0-9]{{1,4}}\)\.(?i:{_MEDIA}){_END}",
            rf"(?i:CamScanner|Adobe Scan|Documento digitalizado"
            rf"|Digitaliza[çc][ãa]o)[ _-][0-9A-Za-z ._-]{{6,40}}?\.(?i:pdf|jpe?g){_END}",
        )
    )
    + ")"
)

_DOT = re.compile(rf"\.(?P<extension>{_MEDIA}|{_DOCUMENT}|{_ARCHIVE}){_END}(?!\.[A-Za-z0-9])", re.I)
_ARCHIVES = frozenset(_ARCHIVE.split("|"))
_CARDS = frozenset(("vcf", "vcard"))
_LONGEST = 120
_STEM = re.compile(r"[\w()&+~'’%@.-]+$")
_MARKED = re.compile(
    r"<(?:attached|anexado|anexo|adjunto|arquivo anexado|archivo adjunto"
    r"|Anhang)\s?:\s?(?=[^<>\n]+$)",
    re.I,
)
_MARKED_AFTER = re.compile(
    r"\s{0,2}\((?:file attached|(?:arquivo|ficheiro) anexado|archivo adjunto|anexado"
    r"|Datei angehängt)\)",
    re.I,
)
_SENT = re.compile(
    r"(?=\w)(?<!\w)(?:segue|anex[oa]|anexei|anexad[oa]|(?:te )?(?:enviei|mandei)|adjunt[oaé]"
    r"|env[íi]o|te mand[oé]|attached"
    r"|attaching|i sent|sent you|sending)(?!\w)[^\n.!?]{0,30}$",
    re.I,
)
_QUOTES = {'"': '"', "”": "“", "»": "«", "'": "'", "`": "`", "’": "‘", "*": "*", "_": "_"}
_WORD = re.compile(r"[^\W\d_]+")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")


def _find(view: View) -> Iterator[Found]:
    text = view.prose
    for match in _GENERATED.finditer(text):
        yield Found(*match.span(), "FILE", match[0].casefold())
    done = 0
    for dot in _DOT.finditer(text):
        start = _file_start(text, max(done, dot.start() - _LONGEST), dot)
        done = dot.end()
        if start is not None:
            yield Found(start, done, "FILE", text[start:done].casefold())


def _file_start(text: str, least: int, dot: re.Match[str]) -> int | None:
    """Return where the name begins of the file whose extension this is; None if it is nobody's."""
    least = max(least, text.rfind("\n", least, dot.start()) + 1)
    marked = _MARKED.search(text, least, dot.start())
    if marked is not None:
        return marked.end()
    stem = _STEM.search(text, least, dot.start())
    if stem is None or text[max(0, stem.start() - 1) : stem.start()] == "\0":
        return None  # the end of a link
    if _MARKED_AFTER.match(text, dot.end()):
        sender = text.rfind(": ", least, dot.start())
        return sender + 2 if sender >= 0 else _skip_blanks(text, least)
    start = _quoted_start(text, least, dot) or _words_start(text, least, stem)
    while start < dot.start() and not text[start].isalnum():
        start += 1
    extension = dot["extension"].lower()
    if _SENT.search(text, least, start) or _is_somebodys(text[start : dot.start()], extension):
        return start
    return None


def _skip_blanks(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _quoted_start(text: str, least: int, dot: re.Match[str]) -> int | None:
    quote = _QUOTES.get(text[dot.end() : dot.end() + 1])
    start = text.rfind(quote, least, dot.start()) + 1 if quote else 0
    return start or None


def _words_start(text: str, least: int, stem: re.Match[str]) -> int:
    """Return the start of the first word of a name with blanks, as far as it can be told.

    Capitals go on to the left of capitals ("João de Souza.pdf"), and small words as far as one
    that documents of people begin with ("contrato joão souza.pdf").
    """
    start = stem.start()
    capital = not stem[0][0].islower()
    words = list(re.finditer(r"\S+", text[least:start]))[-8:]
    small = 0
    for word in reversed(words):
        folded = fold(word[0])
        if not (word[0][-1].isalnum() or word[0] in "-–&+") or "\0" in word[0]:
            break
        if folded in PERSONAL:
            start, small = least + word.start(), 0
        elif folded in OPENERS or small > 3:
            break
        elif folded in LINKING or not word[0][-1].isalnum():
            continue
        elif capital and not small and not word[0][0].islower():
            start = least + word.start()
        else:
            small += 1
    return start


def _is_somebodys(name: str, extension: str) -> bool:
    """Tell whether the words of a file name say whose it is."""
    words = [word for word in _WORD.findall(_HUMP.sub(" ", name)) if fold(word) not in LINKING]
    folded = [fold(word) for word in words]
    own = [word for word in folded if len(word) > 2 and word not in COMMON]
    if extension in _CARDS or not own or PERSONAL.intersection(folded):
        return extension in _CARDS or bool(PERSONAL.intersection(folded))
    if GIVEN.intersection(own):
        return True
    return (
        extension not in _ARCHIVES
        and 2 <= len(own) == len(words)
        and all(word[0].isupper() and not word.isupper() for word in words)
    )


DETECTORS = (
    Detector(
        "file",
        rf"(?i:\.(?:{_MEDIA}|{_DOCUMENT}|{_ARCHIVE})(?:(?-u:\b)|_)"
        r"|-WA[0-9]{3}|WhatsApp [^\n]*(?:19|20)[0-9]{2}|[0-9]{4}-(?:PHOTO|VIDEO|AUDIO"
        r"|STICKER|GIF|DOC|CONT)"
        r"|(?:Captura|Screen|Grava)[^\n]*(?:19|20)[0-9]{2}"
        r"|[a-z][-_](?:19|20)[0-9]{2}[-_. ]?[01][0-9][-_. ]?[0-3][0-9])",
        _find,
        (
            "IMG-20240506-WA0001.jpg",
            "WhatsApp Image 2024-05-06 at 10.30.22.jpeg",
            "IMG_20240506_103022.jpg",
            "00000012-PHOTO-2024-05-06-10-30-22.jpg",
            "DSC_0001.JPG",
            "Captura de tela 2024-05-06 103022.png",
            "Contrato João Souza.docx",
            "comprovante-pix-jose.pdf",
        ),
    ),
)
