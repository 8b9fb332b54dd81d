"""What WhatsApp itself writes where a message's text would be, language by language.

Sources: the wording of exports from Android and iOS phones. Android writes placeholders plainly or
in angle brackets; iOS puts U+200E before them. Compared without regard to case.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from acervo.sources.whatsapp_headers import MARKS

_LRM = "\u200e"
_ALL_MARKS = re.compile(f"[{MARKS}]")
_OTHER_MARKS = re.compile(f"[{MARKS}]".replace(_LRM, ""))

# nouns that name what was left out of an export -> kind of attachment
_NOUNS = {
    "image": "image|photo|imagem|foto|imagen|bild|immagine|afbeelding",
    "video": "video|video note|video message|vídeo|mensagem de vídeo|vidéo|videonachricht"
    "|note vidéo|videonotiz|videomessaggio|nota de vídeo|nota de video",
    "audio": "audio|voice message|áudio|mensagem de voz|mensaje de voz|sprachnachricht",
    "sticker": "sticker|figurinha|autocolante|pegatina|adesivo",
    "gif": "gif",
    "document": "document|documento|dokument",
    "contact": "contact card|contact|cartão do contato|cartão de contato|cartão de contacto"
    "|cartão do contacto|tarjeta de contacto|tarjeta del contacto|contacto|kontaktkarte|kontakt"
    "|carte de contact|carte du contact|fiche contact|fiche de contact|carte contact"
    "|scheda contatto|scheda del contatto|contatto",
}
SHORT = 64
# these stand in angle brackets only
_MEDIA = (
    "media|media file|file|mídia|arquivo de mídia|arquivo|multimédia|ficheiro|ficheiro multimédia"
    "|ficheiro de multimédia|multimedia|archivo|archivo multimedia|medien|mediendatei|datei|médias"
    "|média|fichier|fichier média|fichier multimédia|view once message|view once media"
    "|view once voice message|view once photo|view once video"
)
_OMITTED = (
    r"omitted|omitid[oa]s?|ocultad[oa]s?|ocult[oa]s?|não revelad[oa]s?|não incluíd[oa]s?"
    r"|weggelassen|ausgelassen|ausgeschlossen|nicht enthalten|absente?s?|omise?s?|manquante?s?"
    r"|exclue?s?|retirée?s?|non incluse?s?|omess[oaie]|esclus[oaie]|non inclus[oaie]"
)
_ATTACHED_PLAIN = (
    "file attached|arquivo anexado|ficheiro anexado|archivo adjunto|datei angehängt"
    "|fichier joint|file allegato|bestand bijgevoegd"
)
_ATTACHED_TAG = (
    "attached|anexado|anexo|adjunto|archivo adjunto|anhang|pièce jointe|fichier joint|allegato"
    "|bijlage"
)
_EDITED = (
    "this message was edited|mensagem editada|esta mensagem foi editada|essa mensagem foi editada"
    "|se editó este mensaje|este mensaje fue editado|mensaje editado"
    "|diese nachricht wurde bearbeitet|ce message a été modifié|message modifié"
    "|questo messaggio è stato modificato|messaggio modificato|dit bericht is bewerkt"
)
_DELETED = (
    "this message was deleted",
    "you deleted this message",
    "mensagem apagada",
    "esta mensagem foi apagada",
    "essa mensagem foi apagada",
    "você apagou esta mensagem",
    "você apagou essa mensagem",
    "apagou esta mensagem",
    "apagaste esta mensagem",
    "mensagem eliminada",
    "esta mensagem foi eliminada",
    "eliminou esta mensagem",
    "eliminaste esta mensagem",
    "se eliminó este mensaje",
    "eliminaste este mensaje",
    "este mensaje fue eliminado",
    "este mensaje se eliminó",
    "mensaje eliminado",
    "diese nachricht wurde gelöscht",
    "du hast diese nachricht gelöscht",
    "ce message a été supprimé",
    "vous avez supprimé ce message",
    "tu as supprimé ce message",
    "questo messaggio è stato eliminato",
    "questo messaggio è stato cancellato",
    "hai eliminato questo messaggio",
    "hai cancellato questo messaggio",
    "dit bericht is verwijderd",
)
_BY_ADMIN = (
    r"(?:(?: by| por| pel[oa]| von| par| da)(?: the| an| a| el| un| il| l')?"
    r"(?: group)? ?adm(?:in|inistra)[^\n]{0,80})?"
)
# how the encryption notice begins; `enc` below must follow in the same sentence
_ENCRYPTION = (
    "messages and calls are ",
    "messages to this chat ",
    "messages to this group ",
    "messages in this chat ",
    "messages in this group ",
    "messages you send to this ",
    "as mensagens e as ",
    "as mensagens e ligações ",
    "as mensagens e chamadas ",
    "as mensagens que você envi",
    "as mensagens desta conversa ",
    "as mensagens deste grupo ",
    "as mensagens para est",
    "as mensagens enviadas ",
    "los mensajes y las llamadas ",
    "los mensajes y llamadas ",
    "los mensajes que envíes a este ",
    "los mensajes en este ",
    "los mensajes de este ",
    "los mensajes enviados a este ",
    "nachrichten und anrufe sind ",
    "nachrichten an diese",
    "nachrichten in diese",
    "nachrichten, die du in diese",
    "les messages et les appels ",
    "les messages et appels ",
    "les messages envoyés dans ",
    "les messages que vous envoyez ",
    "les messages dans ce",
    "i messaggi e le chiamate ",
    "i messaggi che invii ",
    "i messaggi in quest",
    "i messaggi inviati in quest",
)
_ENC = (
    r"end-to-end|secured with|de ponta a ponta|ponto a ponto|de extremo a extremo"
    r"|ende-zu-ende|de bout en bout"
)
_YOU = "you|você|tu|tú|usted|du|vous|hai|ha|has|o senhor"
_NAME = "(?!(?:I|They|He|She|We|It|Eu|Ele|Ela|Eles|Elas|Nós|A gente) )(?-i:[A-ZÀ-Þ+~@])"
_NO_SENTENCE = r"[^\n.!?,;]"
# Words that no one but WhatsApp begins a U+200E line with: subject and verb, or a call.
_NOTICES = (
    rf"(?:{_YOU}) (?:added|removed|were added|were removed|created (?:this |the )?group|left$"
    r"|left the group|joined using|joined from|changed (?:the|this|your|to|their)"
    r"|turned (?:on|off)|pinned a|(?:un)?blocked this"
    r"|adicionou|removeu|saiu$|saiu do|entrou usando|criou (?:o|este) grupo"
    r"|(?:mudou|alterou) (?:o|a|de|para|as)|(?:des)?ativou|fixou uma|(?:des)?bloqueou est"
    r"|hast (?:die gruppe|den|das gruppenbild|[^\n]{1,60} (?:hinzugefügt|entfernt))"
    r"|avez (?:ajouté|supprimé|retiré|créé|changé|modifié|quitté)"
    r"|aggiunto|rimosso|creato|cambiato|modificato|abbandonato)\b",
    r"(?:añadiste|agregaste|creaste el grupo|cambiaste (?:el|la)|saliste del|adicionaste"
    r"|removeste|criaste o grupo|mudaste (?:o|a)|alteraste (?:o|a)|saíste do) ?",
    r"you(?:'|’)re (?:now|no longer) an admin|(?:agora )?você (?:agora )?é (?:um )?admin"
    r"|ahora eres admin|du bist jetzt admin|vous êtes (?:désormais|maintenant) admin"
    r"|ora sei (?:un )?amministratore",
    rf"{_NAME}{_NO_SENTENCE}{{0,60}} (?:added|removed|adicionou|removeu|añadió a|agregó a"
    rf"|eliminó a|a ajouté|a supprimé|ha aggiunto|ha rimosso) {_NAME}{_NO_SENTENCE}{{0,99}}\.?$",
    rf"{_NAME}{_NO_SENTENCE}{{0,60}} hat {_NAME}{_NO_SENTENCE}{{0,60}} (?:hinzugefügt|entfernt)",
    rf"{_NAME}{_NO_SENTENCE}{{0,60}} (?:added|adicionou|te añadió|te agregó|hat dich hinzugefügt"
    r"|vous a ajouté|ti ha aggiunto)(?: you| você)?\.?$",
    rf"{_NAME}{_NO_SENTENCE}{{0,40}} (?:left|saiu|saiu do grupo|salió|salió del grupo|left the"
    r" group|hat die gruppe verlassen|a quitté(?: le groupe)?|ha abbandonato(?: il gruppo)?)\.?$",
    r"[^\n]{1,80} (?:created (?:this |the )?group|changed (?:the (?:subject|group)|this group"
    r"|their phone number|to \+)|pinned a message|turned (?:on|off) disappearing|joined using"
    r"|joined from the community|requested to join)\b",
    r"[^\n]{1,80} (?:criou (?:o |este )?grupo|(?:mudou|alterou) (?:o (?:nome|assunto|ícone)"
    r"|a (?:imagem|descrição|foto)|de número|seu número|as configurações)|entrou usando"
    r"|fixou uma mensagem|ativou as mensagens|desativou as mensagens)\b",
    r"[^\n]{1,80} (?:creó (?:el|este) grupo|cambió (?:el (?:asunto|nombre|ícono|icono)"
    r"|la (?:imagen|descripción|foto)|su número|de número)|se unió usando|fijó un mensaje)\b",
    r"[^\n]{1,80} hat (?:die gruppe|den (?:betreff|gruppennamen)|das gruppenbild"
    r"|die gruppenbeschreibung)",
    r"[^\n]{1,80} a (?:créé (?:le|ce) groupe|changé (?:le|la|l'|de)|modifié (?:le|la|l')"
    r"|rejoint le groupe)",
    r"[^\n]{1,80} ha (?:creato il gruppo|(?:cambiato|modificato) (?:il|l'|la|numero))",
    r"(?:missed|silenced|declined|unanswered) (?:group )?(?:voice |video )?call\b"
    r"|(?:group )?(?:voice|video) call(?:$|[.,])",
    r"(?:ligação|chamada)(?: de (?:voz|vídeo))? (?:perdida|em grupo|não atendida|silenciada)",
    r"(?:ligação|chamada) de (?:voz|vídeo)(?:$|[.,])|(?:vídeo)?chamada perdida",
    r"(?:video)?llamada(?: de voz| grupal)? perdida|(?:videollamada|llamada de voz)(?:$|[.,])",
    r"verpasster (?:sprach|video|gruppen)|(?:sprach|video)anruf(?:$|[.,])",
    r"appel (?:vocal|vidéo|audio)(?: de groupe)?(?: manqué|$|[.,])",
    r"(?:videochiamata|chiamata(?: vocale)?)(?: di gruppo)? persa|videochiamata(?:$|[.,])",
    r"your security code with |o? ?código de segurança |el código de seguridad "
    r"|(?:der|deine) sicherheits(?:nummer|code)|(?:le|votre) code de sécurité"
    r"|il (?:tuo )?codice di sicurezza",
    r"(?:disappearing messages|mensagens temporárias|mensajes temporales"
    r"|selbstlöschende nachrichten|messages éphémères|messaggi effimeri)\b",
    r"this (?:chat|business|group)\b[^\n]*\b(?:business account|official|community|secure service)",
)
# A group's name may hold ": ", so what looks like an author may be the beginning of a notice.
_NAMING = (
    r"created group|created the group|created this group"
    r"|changed (?:the (?:subject|group name|group description|group)|this group's name)"
    r"|criou o grupo|criaste o grupo|(?:mudou|alterou) o (?:nome|assunto)"
    r"|cre(?:ó|aste) el grupo|cambi(?:ó|aste) el (?:nombre|asunto)"
    r"|ha(?:t|st) die gruppe|ha(?:t|st) den (?:betreff|gruppennamen)"
    r"|créé le groupe|(?:changé|modifié) (?:le nom|le sujet|l'objet)"
    r"|creato il gruppo|(?:cambiato|modificato) (?:il nome|l'oggetto)"
)
_POLL = "poll|enquete|sondagem|encuesta|umfrage|sondage|sondaggio|peiling"
_OPTION = "option|opção|opción|opzione|optie"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


_KIND_OF = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split("|")}
_ALL_NOUNS = "|".join(re.escape(noun) for noun in sorted(_KIND_OF, key=len, reverse=True))
_AFTER = r"\.?\s*?(?:\n(?P<after>.*))?$"
# A caption may stand before a placeholder on iOS: only if U+200E parts them.
_BEFORE = rf"(?P<before>.*?)[ \n]?{_LRM}+"
_TAGGED = (
    rf"<(?:{_ATTACHED_TAG})\s?: ?{_LRM}*(?P<name>[^>\n]+)>{_LRM}*{_AFTER}",
    rf"<(?:(?P<noun>{_ALL_NOUNS})|(?:{_MEDIA})) (?:{_OMITTED})\.?>{_AFTER}",
)
_BARE = rf"(?P<noun>{_ALL_NOUNS}) (?:{_OMITTED}){_AFTER}"
_PLACEHOLDERS = tuple(_compiled(pattern) for pattern in (*_TAGGED, _BARE))
_CAPTIONED = tuple(_compiled(_BEFORE + pattern) for pattern in (*_TAGGED, _BARE))
_PLAIN_ENDS = tuple(_ATTACHED_PLAIN.split("|"))
_FIRST_NOUNS = tuple(noun + " " for noun in _KIND_OF)
_EDITED_MARK = _compiled(rf"<{_LRM}*(?:{_EDITED})\.?{_LRM}*>{_LRM}*$")
_DELETED_TEXT = _compiled(rf"(?:{'|'.join(_DELETED)}){_BY_ADMIN}\.?")
_ENCRYPTED = re.compile(rf"[^\n]*(?:{_ENC})", re.IGNORECASE)
_NOTICE = re.compile("|".join(_NOTICES), re.IGNORECASE)
_NAMED = re.compile(rf'(?:{_NAMING})[^\n"“„«‘]*["“„«‘]', re.IGNORECASE)
_POLL_HEAD = re.compile(rf"(?:{_POLL})\s?:\s*\n", re.IGNORECASE)
_POLL_OPTION = re.compile(rf"(?:{_OPTION})\s?: ?(?P<text>.*?)(?: ?\(\d+ \w+\))?\s*$", re.IGNORECASE)


def _spelled(words: Iterable[str]) -> list[str]:
    return [spelled for word in words for spelled in (word, word.capitalize())]


# Spelled as phones do, for a comparison of bytes: the rest goes the long way.
FILE_ENDS = [f" ({word})".encode() for word in _spelled(_PLAIN_ENDS)]
EDITED_ENDS = [f" <{word}>".encode() for word in _spelled(_EDITED.split("|"))]
COMMON = (
    *(word.capitalize() for word in _DELETED),
    "<Media omitted>",
    "<Mídia oculta>",
    "<Arquivo de mídia oculto>",
    "<Ficheiro não revelado>",
    "<Multimedia omitido>",
    "<Medien ausgeschlossen>",
    "<Médias omis>",
    "<Media omessi>",
)


class Content(NamedTuple):
    """What a message is: a state of `schema.STATES`, its text, and its attachments."""

    state: str
    text: str
    attachments: tuple[str, ...] = ()


def interpret(text: str, author: str | None) -> Content:
    """Tell WhatsApp's own words from the author's.

    Args:
        text: a message as exported, direction marks included, without its last line end.
        author: as exported, without marks; None for a notice, which has none.

    Returns:
        The text without direction marks (isolates U+2068/2069 are kept: they delimit mentions),
        placeholders and the mark of an edited message.
    """
    plain = strip_marks(text)
    led = text.lstrip("\ufeff").startswith(_LRM)
    if author is None or _is_notice(plain, author, led):
        return Content("system", plain.strip())
    marked = plain if plain == text else _OTHER_MARKS.sub("", text)
    state = "posted"
    if marked.rstrip(_LRM).endswith(">") and _EDITED_MARK.match(marked, at := marked.rfind("<")):
        marked, state = marked[:at].rstrip(_LRM).removesuffix(" ").removesuffix("\n"), "edited"
        plain = strip_marks(marked)
    if media := _media(marked):
        return Content(state, media[1], (media[0],))
    if plain[:40].lower().startswith(_DELETED) and _DELETED_TEXT.fullmatch(plain.rstrip()):
        return Content("deleted", "")
    return Content(state, _poll(plain) or plain)


def strip_marks(text: str) -> str:
    """Remove direction marks and byte order marks; isolates stay."""
    return text if text.isprintable() else _ALL_MARKS.sub("", text)


def begins_notice(author: str) -> bool:
    """Whether a supposed author is the first half of a notice: `Ana created group "Trip`.

    In a language that is not known here, a quotation that is still open says so.
    """
    return bool(_NAMED.search(author)) or (author.count(" ") > 1 and _quotes_on(author))


def is_notice(line: str) -> bool:
    """Whether a line, without the header, reads as a notice on somebody: "Ana added Rui"."""
    return _NOTICE.match(line) is not None


def _quotes_on(text: str) -> bool:
    """Whether a quotation that begins in the text does not end there; in German “ ends it."""
    german = "„" in text
    opened = sum(map(text.count, "„«「『‹" if german else "“«「『‹"))
    closed = sum(map(text.count, "“”»」』›" if german else "”»」』›"))
    return opened > closed or text.count('"') % 2 == 1


def beginnings() -> tuple[list[str], list[str]]:
    """How a text may begin that `interpret` must see although no direction mark is in it.

    Returns:
        Beginnings of any text, and those of a text whose first line is at most `SHORT` bytes.
    """
    # of each pattern, what stands before its first choice
    words = [re.split(r"\[|.\?", word)[0] for word in _OMITTED.split("|")]
    bare = [f"{noun} {word}" for noun in _KIND_OF for word in words]
    nouns = [*_KIND_OF, *_MEDIA.split("|")]
    tagged = [f"<{noun} {word}" for noun in nouns for word in words]
    tags = _ATTACHED_TAG.split("|")
    files = [f"<{word}{blank}: " for word in tags for blank in ("", " ")]
    return [*_DELETED, *_ENCRYPTION, *files], [*bare, *tagged]


def endings() -> list[str]:
    """How a text or its first line may end that `interpret` must see, likewise."""
    marks = [f"{word}{dot}>" for word in _EDITED.split("|") for dot in ("", ".")]
    return [*marks, *(f"{word})" for word in _PLAIN_ENDS)]


def _is_notice(plain: str, author: str, led: bool) -> bool:
    """Whether a text is a notice: the one on encryption, or what U+200E leads (`led`)."""
    if plain[:40].lower().startswith(_ENCRYPTION) and _ENCRYPTED.match(plain):
        return True
    if not led or len(plain) > 1000:
        return False
    name = author.casefold().removeprefix("~").strip() + " "
    return plain.casefold().startswith(name) or bool(_NOTICE.match(plain))


def _media(marked: str) -> tuple[str, str] | None:
    """The attachment of a message and its caption."""
    head = marked.lstrip(_LRM)
    line, _, caption = head.partition("\n")
    if ")" in line[-3:]:
        name, _, words = line.rstrip(_LRM).rpartition("(")
        if words[-1:] == ")" and words[:-1].casefold() in _PLAIN_ENDS and name.strip(_LRM + " "):
            return strip_marks(name).strip(), strip_marks(caption).strip()
    patterns = list(_PLACEHOLDERS[:2]) if head[:1] == "<" else []
    if head[:20].lower().startswith(_FIRST_NOUNS):
        patterns.append(_PLACEHOLDERS[2])
    if _LRM in head:
        patterns += _CAPTIONED
    for pattern in patterns:
        match = pattern.match(head)
        if match is None:
            continue
        found = match.groupdict()
        before = strip_marks(found.get("before") or "").strip()
        after = strip_marks(found.get("after") or "").strip()
        name = strip_marks(found.get("name") or "").strip()
        if not name:
            name = _KIND_OF.get((found.get("noun") or "").casefold(), "media")
            if name == "document" and " • " in before:  # iOS: "Minutes.pdf • 2 pages"
                name, before = before.split(" • ")[0], ""
        return name, "\n".join(part for part in (before, after) if part)
    return None


def _poll(plain: str) -> str | None:
    """A poll's question and options; its counts go, since they change from export to export."""
    head = _POLL_HEAD.match(plain)
    if head is None:
        return None
    lines = plain[head.end() :].split("\n")
    options = [_POLL_OPTION.match(line) for line in lines]
    if not any(options):
        return None
    readable = [f"- {o['text']}" if o else line for o, line in zip(options, lines, strict=True)]
    return "\n".join(readable).strip("\n")
