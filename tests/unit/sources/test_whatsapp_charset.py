"""The charset of a chat: decided, reported, and nothing lost in silence."""

import pytest
from acervo.errors import AcervoError
from acervo.sources import whatsapp
from acervo.sources.whatsapp_charset import to_utf8

TEXT = "13/01/2023 14:30 - José: olá, “coração” – está bom\n13/01/2023 14:31 - Ana: não\n"


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "cp1252"),
        (TEXT.replace("\n", "\r\n").encode(), "utf-8"),
        (TEXT.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_the_same_text_in_many_charsets(tmp_path, raw, charset):
    (tmp_path / "chat.txt").write_bytes(raw)
    records, report = whatsapp.read(tmp_path / "chat.txt", file="f", source="s", timezone="UTC")
    assert records["author"].to_list() == ["José", "Ana"]
    assert records["text"].to_list() == ["olá, “coração” – está bom", "não"]
    assert report.details["charset"] == charset
    assert report.warnings == []


def test_latin_1():
    raw = "13/01/2023 14:30 - José: a\x81\n".encode("latin-1")
    assert to_utf8(raw, file="f").charset == "latin-1"


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_cut_inside_a_character(cut):
    raw = (TEXT + "13/01/2023 14:32 - Ana: 😀").encode()
    chat = to_utf8(raw[:-cut], file="f")
    assert chat.charset == "utf-8"
    assert chat.raw.decode().endswith("Ana: \N{REPLACEMENT CHARACTER}")
    assert "cut short" in chat.warnings[0]


def test_a_few_damaged_bytes_do_not_make_it_another_charset():
    raw = TEXT.encode() + b"13/01/2023 14:32 - Ana: a\xffb\n"
    chat = to_utf8(raw, file="f")
    assert chat.charset == "utf-8"
    assert chat.warnings == ["1 damaged characters were replaced by U+FFFD"]


@pytest.mark.parametrize("raw", [b"\x7fELF\0\0", b"a\0b", TEXT.encode("utf-16-le")])
def test_what_is_no_text(raw):
    with pytest.raises(AcervoError, match="not a text") as error:
        to_utf8(raw, file="f")
    assert error.value.where == "f"
