"""WhatsApp's own words, in its languages."""

import pytest
from acervo.sources.whatsapp_messages import (
    _BEGINNINGS,
    _SHORT_BEGINNINGS,
    _hashed,
)
from acervo.sources.whatsapp_phrases import beginnings, begins_notice, interpret, strip_marks

L = "\u200e"


@pytest.mark.parametrize(
    ("text", "attachment", "caption"),
    [
        ("<Media omitted>", "media", ""),
        ("<media omitted>", "media", ""),
        ("<Mídia oculta>", "media", ""),
        ("<Arquivo de mídia oculto>", "media", ""),
        ("<Ficheiro não revelado>", "media", ""),
        ("<Multimedia omitido>", "media", ""),
        ("<Archivo omitido>", "media", ""),
        ("<Medien ausgeschlossen>", "media", ""),
        ("<Médias omis>", "media", ""),
        ("<Media omessi>", "media", ""),
        ("<Media omitted>\nlook", "media", "look"),
        (f"{L}image omitted", "image", ""),
        ("image omitted", "image", ""),
        (f"{L}imagem ocultada", "image", ""),
        (f"{L}vídeo omitido", "video", ""),
        (f"{L}áudio ocultado", "audio", ""),
        (f"{L}figurinha omitida", "sticker", ""),
        (f"{L}GIF omitido", "gif", ""),
        (f"{L}imagen omitida", "image", ""),
        (f"{L}Bild weggelassen", "image", ""),
        (f"{L}Sticker weggelassen", "sticker", ""),
        (f"{L}image absente", "image", ""),
        (f"{L}vidéo absente", "video", ""),
        (f"{L}immagine omessa", "image", ""),
        (f"{L}contact card omitted", "contact", ""),
        (f"{L}Cartão do contato omitido", "contact", ""),
        (f"look {L}image omitted", "image", "look"),
        (f"Minutes.pdf • {L}2 pages {L}document omitted", "Minutes.pdf", ""),
        ("IMG-1.jpg (file attached)", "IMG-1.jpg", ""),
        (f"{L}{L}PTT-1.opus (file attached)", "PTT-1.opus", ""),
        (f"{L}IMG-1.jpg (arquivo anexado)\nlook\nhere", "IMG-1.jpg", "look\nhere"),
        ("IMG-1.jpg (ficheiro anexado)", "IMG-1.jpg", ""),
        ("IMG-1.jpg (archivo adjunto)", "IMG-1.jpg", ""),
        ("PTT-1.opus (Datei angehängt)", "PTT-1.opus", ""),
        ("IMG (1) a.jpg (fichier joint)", "IMG (1) a.jpg", ""),
        ("IMG-1.jpg (file allegato)", "IMG-1.jpg", ""),
        ("Ana.vcf (file attached)", "Ana.vcf", ""),
        (f"{L}<attached: 001-PHOTO.jpg>", "001-PHOTO.jpg", ""),
        (f"{L}<anexado: 001.jpg>", "001.jpg", ""),
        (f"{L}<adjunto: 001.jpg>", "001.jpg", ""),
        (f"{L}<Anhang: 001.jpg>", "001.jpg", ""),
        (f"{L}<pièce jointe : 001.jpg>", "001.jpg", ""),
        (f"{L}<allegato: 001.jpg>", "001.jpg", ""),
        (f"look {L}<attached: 001.jpg>", "001.jpg", "look"),
    ],
)
def test_attachments(text, attachment, caption):
    assert interpret(text, "Ana") == ("posted", caption, (attachment,))


@pytest.mark.parametrize(
    "text",
    [
        "This message was deleted",
        f"{L}This message was deleted.",
        f"{L}You deleted this message.",
        "This message was deleted by admin Ana",
        "Mensagem apagada",
        "Você apagou esta mensagem",
        "Esta mensagem foi eliminada",
        "Se eliminó este mensaje",
        "Eliminaste este mensaje.",
        "Diese Nachricht wurde gelöscht",
        "Du hast diese Nachricht gelöscht.",
        "Ce message a été supprimé",
        "Questo messaggio è stato eliminato",
    ],
)
def test_deleted(text):
    assert interpret(text, "Ana") == ("deleted", "", ())


@pytest.mark.parametrize(
    "mark",
    [
        "<This message was edited>",
        f"{L}<This message was edited>",
        "<Mensagem editada>",
        "<Esta mensagem foi editada>",
        "<Se editó este mensaje.>",
        "<Diese Nachricht wurde bearbeitet.>",
        "<Ce message a été modifié>",
        "<Questo messaggio è stato modificato>",
    ],
)
def test_edited(mark):
    assert interpret(f"I go\nnow {mark}", "Ana") == ("edited", "I go\nnow", ())
    assert interpret(f"{L}<attached: 1.jpg> {mark}", "Ana") == ("edited", "", ("1.jpg",))


@pytest.mark.parametrize(
    "text",
    [
        "Messages and calls are end-to-end encrypted. Only people in this chat can read them.",
        f"{L}Messages to this group are now secured with end-to-end encryption.",
        "As mensagens e as chamadas são encriptadas ponto a ponto.",
        "As mensagens e ligações são protegidas com a criptografia de ponta a ponta.",
        "Los mensajes y las llamadas están cifrados de extremo a extremo.",
        "Nachrichten und Anrufe sind Ende-zu-Ende-verschlüsselt.",
        "Les messages et les appels sont chiffrés de bout en bout.",
        "I messaggi e le chiamate sono crittografati end-to-end.",
        f"{L}Ana added Bob",
        f"{L}Carl added Bob",
        f"{L}You added Bob",
        f"{L}Bob left",
        f"{L}Bob changed the subject to “x”",
        f"{L}Ana mudou a descrição do grupo.",
        f"{L}Você removeu Bob",
        f"{L}Missed voice call",
        f"{L}Chamada de voz perdida",
        f"{L}Verpasster Sprachanruf",
        f"{L}Du hast Bob hinzugefügt.",
        f"{L}Bob a créé le groupe « x »",
        f"{L}Your security code with Bob changed.",
    ],
)
def test_notices_under_an_author(text):
    assert interpret(text, "Ana") == ("system", strip_marks(text), ())


@pytest.mark.parametrize(
    "text",
    [
        "that part was omitted",
        "the image omitted",
        "my image omitted from the print",
        f"{L}No idea, lets try it out!",
        f"{L}I left my bag, you added salt",
        f"{L}video call tomorrow at nine?",
        "Ana added Bob",
        "Missed voice call",
        "Messages are encrypted?",
        "Mensagem apagada por engano, desculpa",
        "this (file attached) was it",
        "see (the file)",
        "<this>",
        "a < b and c > d",
        "Location: https://maps.example.org/?q=1,2",
        "location shared",
        "Poll:\nno options here",
        "",
    ],
)
def test_what_people_write_stays(text):
    assert interpret(text, "Ana") == ("posted", strip_marks(text), ())


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        (
            f"{L}POLL:\nWhere?\n{L}OPTION: park (2 votes)\n{L}OPTION: home (0 votes)",
            "Where?\n- park\n- home",
        ),
        ("ENQUETE:\nOnde?\nOPÇÃO: parque (1 voto)", "Onde?\n- parque"),
        ("ENCUESTA:\n¿Dónde?\nOPCIÓN: aquí (3 votos)", "¿Dónde?\n- aquí"),
        ("SONDAGE :\nOù ?\nOPTION : ici (1 vote)", "Où ?\n- ici"),
    ],
)
def test_polls_lose_their_counts(text, readable):
    assert interpret(text, "Ana") == ("posted", readable, ())


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ('Você criou o grupo "Viagem', True),
        ('Ana changed the group name from "Trip', True),
        ("Du hast die Gruppe „A", True),
        ('Jan Kowalski zmienił nazwę grupy na "Impreza', True),
        ("Иван изменил название на «Дача", True),
        ("田中 が グループ名を「会", True),
        ("Ana “the boss” Lima", False),
        ('Ana "the boss" Lima', False),
        ("Max „der Chef“ Weiß Junior", False),
        ('Zé "Bola', False),
        ("Ana", False),
    ],
)
def test_the_beginning_of_a_notice_is_no_author(author, expected):
    assert begins_notice(author) is expected


def test_the_quick_test_lets_every_beginning_through():
    import numpy as np

    for table, starts in zip((_BEGINNINGS, _SHORT_BEGINNINGS), beginnings(), strict=True):
        for start in starts:
            word = np.frombuffer(start.encode()[:8], "<u8")
            assert table[_hashed(word)].all(), start
