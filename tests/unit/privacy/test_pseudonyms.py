import hashlib
import logging
import multiprocessing
import stat
import uuid
from base64 import b32encode

import pytest
from acervo.errors import AcervoError
from acervo.privacy.pseudonyms import (
    PSEUDONYM,
    key_id,
    key_of,
    load_key,
    pseudonym,
    require_key,
)

KEY = b"k" * 32


def test_environment_goes_before_file(tmp_path):
    assert load_key(tmp_path / "key", {"ACERVO_KEY": "é" * 16}, create=True) == "é".encode() * 16
    assert not (tmp_path / "key").exists()


def test_made_once_private_and_told(tmp_path, caplog):
    path = tmp_path / "secrets" / "key"
    assert load_key(path, {}, create=False) is None
    with caplog.at_level(logging.INFO, "acervo"):
        key = load_key(path, {}, create=True)
    assert key is not None and len(key) == 64 and int(key, 16)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert str(path) in caplog.text and key.decode() not in caplog.text
    assert load_key(path, {}, create=True) == load_key(path, {}, create=False) == key
    assert {p.name for p in path.parent.iterdir()} == {"key", ".gitignore"}


def _load(path):
    return load_key(path, {}, create=True)


def test_two_processes_make_one_key(tmp_path):
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        keys = pool.map(_load, [tmp_path / "key"] * 12)
    assert len(set(keys)) == 1


@pytest.mark.parametrize("value", ["", "s3cr3t-and-short"])
def test_short_key_in_environment(tmp_path, value):
    with pytest.raises(AcervoError, match="at least 32") as error:
        load_key(tmp_path / "key", {"ACERVO_KEY": value}, create=True)
    assert not value or value not in str(error.value)


def test_short_or_open_key_file(tmp_path):
    path = tmp_path / "key"
    path.write_bytes(b"x" * 31 + b"\n")
    path.chmod(0o600)
    with pytest.raises(AcervoError, match="31 bytes"):
        load_key(path, {}, create=True)
    path.write_bytes(KEY + b"\r\n")
    assert load_key(path, {}, create=False) == KEY
    path.chmod(0o640)
    with pytest.raises(AcervoError, match="chmod 600"):
        load_key(path, {}, create=False)
    with pytest.raises(AcervoError, match="cannot read"):
        load_key(tmp_path, {}, create=False)


def test_pseudonyms_are_stable_and_unlinkable():
    one = pseudonym(KEY, "demo", "ana júlia")
    assert one == "pusznrac67yacwavp"  # changing this would rename everybody in every dataset
    assert PSEUDONYM.fullmatch(one) and PSEUDONYM.search(f"oi @{one}, tudo bem?")
    others = [
        pseudonym(KEY, "demo2", "ana júlia"),
        pseudonym(KEY, "demo", "ana julia"),
        pseudonym(b"l" * 32, "demo", "ana júlia"),
        pseudonym(KEY, "demo\0ana", "júlia"),
    ]
    assert len({one, *others}) == 5


def test_key_id_tells_keys_apart():
    assert key_id(KEY) == "5411f4f426a709e7" != key_id(b"l" * 32)


def test_unkeyed_pseudonyms_are_uuids_anybody_can_compute():
    space = uuid.UUID("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
    one = pseudonym(None, str(space), "ana")
    assert one == "u" + uuid.uuid5(space, "ana").hex and PSEUDONYM.fullmatch(one)
    assert pseudonym(None, "demo", "ana") != pseudonym(None, "demo2", "ana") != one


def test_a_dictionary_of_names_recovers_no_keyed_pseudonym():
    names = [f"pessoa {i}" for i in range(10_000)]
    published = {pseudonym(KEY, "demo", name) for name in names}
    assert len(published) == len(names)
    for guess in (b"l" * 32, b"demo".ljust(32), key_id(KEY).encode() * 2):
        assert published.isdisjoint(pseudonym(guess, "demo", name) for name in names)
    for name in names:
        digest = hashlib.sha256(name.encode()).digest()
        assert "p" + b32encode(digest[:10]).decode().lower() not in published


def test_no_word_is_a_pseudonym_and_every_pseudonym_is_one():
    assert not PSEUDONYM.search("a proporcionalidade perpendicularment u")
    for i in range(500):  # one in 28 digests has no digit
        assert PSEUDONYM.fullmatch(pseudonym(KEY, "demo", str(i)))


def test_only_keyed_pseudonyms_are_published(tmp_path):
    require_key("hmac")
    with pytest.raises(AcervoError, match="guessed name by name") as error:
        require_key("uuid5")
    assert error.value.where == "privacy.scheme"
    assert key_of("uuid5", tmp_path / "key", {}) is None and not list(tmp_path.iterdir())
    assert key_of("hmac", tmp_path / "key", {}) == load_key(tmp_path / "key", {}, create=False)
