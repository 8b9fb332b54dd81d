"""Opening exports: only the chat's text, and only if it is safe."""

import struct
import zipfile

import pytest
from acervo.errors import AcervoError
from acervo.sources import archive, whatsapp

CHAT = "13/01/2023 14:30 - Ana: oi\n"


@pytest.fixture
def zipped(tmp_path):
    def make(members, name="chat.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            for member, content in members:
                out.writestr(member, content)
        return path

    return make


def refused(path, match):
    with pytest.raises(AcervoError, match=match) as error:
        archive.read_chat(path, file="raw/chat.zip")
    assert error.value.where == "raw/chat.zip"
    assert error.value.fix
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("name", ["_chat.txt", "WhatsApp Chat with secret.txt"])
def test_the_chat_in_a_zip(zipped, name):
    path = zipped([("IMG-1.jpg", b"x"), (name, CHAT), ("docs/notes.txt", "n")])
    chat = archive.read_chat(path, file="f")
    assert chat.raw == CHAT.encode()
    assert chat.details == {"zip": {"members": 3, "media_members": 2}}
    records, report = whatsapp.read(path, file="f", source="s", timezone="UTC")
    assert records["text"].to_list() == ["oi"]
    assert report.details["zip"]["media_members"] == 2


def test_chat_txt_goes_before_other_texts(zipped):
    path = zipped([("notes.txt", "n"), ("_chat.txt", CHAT)])
    assert archive.read_chat(path, file="f").raw == CHAT.encode()


def test_a_zip_is_known_by_its_bytes(zipped):
    path = zipped([("_chat.txt", CHAT)], name="export.bin")
    assert archive.read_chat(path, file="f").raw == CHAT.encode()


@pytest.mark.parametrize(
    "bad", ["../secret.txt", "/etc/secret", "a/../../secret", "C:\\secret", "..\\s"]
)
def test_members_that_point_outside(zipped, bad):
    refused(zipped([("_chat.txt", CHAT), (bad, "x")]), "outside")


def test_no_text_or_several(zipped):
    refused(zipped([("IMG-1.jpg", "x")]), "no chat text")
    refused(zipped([]), "no chat text")
    refused(zipped([("a/secret.txt", CHAT)]), "no chat text")
    refused(zipped([("secret.txt", CHAT), ("b.txt", CHAT)]), "2 texts")


def test_a_zip_cut_short(zipped):
    path = zipped([("_chat.txt", CHAT * 500)])
    whole = path.read_bytes()
    for size in range(4, len(whole), 7):
        path.write_bytes(whole[:size])
        refused(path, "damaged or cut short")


def test_damaged_members(zipped):
    path = zipped([("_chat.txt", CHAT * 500)])
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(raw)
    refused(path, "damaged")


def test_not_a_zip(tmp_path):
    path = tmp_path / "chat.zip"
    path.write_text("no zip at all")
    refused(path, "damaged")


def test_a_password(zipped):
    path = zipped([("_chat.txt", CHAT)])
    raw = path.read_bytes()
    # the flag of encryption, in the member's own header and in the directory
    at = raw.index(b"PK\x01\x02")
    raw = raw[:6] + struct.pack("<H", 1) + raw[8 : at + 8] + struct.pack("<H", 1) + raw[at + 10 :]
    path.write_bytes(raw)
    refused(path, "password")


def test_a_bomb(zipped, monkeypatch):
    monkeypatch.setattr(archive, "RATIO_FREE_BYTES", 1 << 20)
    refused(zipped([("_chat.txt", bytes(8 << 20))]), "zip bomb")


def test_a_bomb_that_lies_about_its_size(zipped, monkeypatch):
    monkeypatch.setattr(archive, "RATIO_FREE_BYTES", 1 << 20)
    path = zipped([("_chat.txt", b"a" * (8 << 20))])
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 8 << 20), struct.pack("<I", 10)))
    refused(path, "zip bomb|damaged")


def test_too_large(zipped, tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MAX_TEXT_BYTES", 100)
    refused(zipped([("_chat.txt", CHAT * 50)]), "unpacks to more than")
    path = tmp_path / "chat.txt"
    path.write_text(CHAT * 50)
    refused(path, "a text of more than")


def test_what_cannot_be_read(tmp_path):
    refused(tmp_path / "missing.txt", "cannot be read")
    refused(tmp_path, "cannot be read")
