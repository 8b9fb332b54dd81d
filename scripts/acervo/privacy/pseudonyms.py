"""Keyed pseudonyms: the same person gets the same one, and only the key can tell who it is."""

import hmac
import logging
import os
import re
import secrets
import stat
import uuid
from base64 import b32encode
from collections.abc import Mapping
from pathlib import Path

from acervo.errors import AcervoError

log = logging.getLogger("acervo.privacy")

VARIABLE = "ACERVO_KEY"
MIN_BYTES = 32
# By name in the configuration; part of the manifest: whoever changes how pseudonyms are made
# changes the word. Unkeyed ones can be guessed: they are for comparing with older datasets.
SCHEMES = {"hmac": "hmac-sha256-80", "uuid5": "uuid5-unkeyed"}
# With a digit, which a word ("proporcionalidade") has not.
PSEUDONYM = re.compile(r"\b(?:p(?=[a-z]*[2-7])[a-z2-7]{16}|u[0-9a-f]{32})\b")


def load_key(path: Path, environ: Mapping[str, str], *, create: bool) -> bytes | None:
    """Return the key of the pseudonyms.

    Args:
        path: the key file, used where the environment names no key.
        environ: `ACERVO_KEY` is taken from here, as its UTF-8 bytes.
        create: make a key file when there is neither.

    Returns:
        At least 32 bytes, or None when there is no key and none may be made.

    Raises:
        AcervoError: the key is too short, or its file is open to others or cannot be read.
    """
    if VARIABLE in environ:
        # Set but empty is what a missing CI secret looks like: making a new key there would give
        # everybody a new pseudonym on every run.
        return _long_enough(environ[VARIABLE].encode("utf-8", "surrogateescape"), VARIABLE)
    if not path.exists():
        if not create:
            return None
        try:
            _create(path)
        except OSError as error:
            raise AcervoError(
                f"cannot make the key of the pseudonyms ({error.strerror or type(error).__name__})",
                where=str(path),
                fix=f"Make the folder writable, or give the key in {VARIABLE}.",
            ) from None
    return _read(path)


def key_of(scheme: str, path: Path, environ: Mapping[str, str]) -> bytes | None:
    """Return the key that a scheme needs, made on first use; None for an unkeyed one."""
    return load_key(path, environ, create=True) if scheme == "hmac" else None


def require_key(scheme: str) -> None:
    """Refuse pseudonyms that anybody can compute from a list of names.

    Raises:
        AcervoError: the scheme has no key.
    """
    if scheme != "hmac":
        raise AcervoError(
            f"pseudonyms of the scheme {scheme} can be guessed name by name: they are for "
            "comparing with an older dataset, and nothing with them is published",
            where="privacy.scheme",
            fix="Compare what is in results/public/messages; then set it to hmac and run again.",
        )


def key_id(key: bytes) -> str:
    """Return 16 hex digits that tell keys apart and say nothing about them: may be published."""
    return hmac.digest(key, b"acervo key id", "sha256").hex()[:16]


def pseudonym(key: bytes | None, dataset: str, person: str) -> str:
    """Return the pseudonym of one canonical person in one dataset.

    Args:
        key: gives "p" and 80 bits of HMAC-SHA256 in base32, at least one digit among them: of the
            first digest, else of the digest of that, and so on. None gives "u" and the UUID
            (version 5, RFC 9562) of the person in the name space of the dataset, in hex: anybody
            can compute it from a name, so it must not be published.
        dataset: the name of the dataset, or for None also a UUID, which then is the name space.
        person: the canonical name or number.
    """
    if key is None:
        return "u" + uuid.uuid5(_name_space(dataset), person).hex
    digest = hmac.digest(key, dataset.encode() + b"\0" + person.encode(), "sha256")
    while (text := b32encode(digest[:10]).decode().lower()).isalpha():
        digest = hmac.digest(key, digest, "sha256")
    return "p" + text


def _name_space(dataset: str) -> uuid.UUID:
    try:
        return uuid.UUID(dataset)
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_URL, dataset)


def _read(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        raw = path.read_bytes()
    except OSError as error:
        raise AcervoError(
            f"cannot read the key file ({type(error).__name__})",
            where=str(path),
            fix="Make it a plain file that only you can read.",
        ) from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise AcervoError(
            "the key file is open to other users of this machine",
            where=str(path),
            fix=f"Run: chmod 600 {path}",
        )
    return _long_enough(raw.rstrip(b"\r\n"), str(path))


def _long_enough(key: bytes, where: str) -> bytes:
    if len(key) < MIN_BYTES:
        raise AcervoError(
            f"the key has {len(key)} bytes, expected at least {MIN_BYTES}",
            where=where,
            fix="Give the key that made the pseudonyms so far, or make one with: "
            'python -c "import secrets; print(secrets.token_hex(32))"',
        )
    return key


def _create(path: Path) -> None:
    """Write a new key: it appears complete or not at all, and never a second one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Whatever repository this folder is in, the key does not go there.
    (path.parent / ".gitignore").write_text("*\n", encoding="ascii")
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(temporary, path)
    except FileExistsError:
        return  # another process was first: its key is the key
    finally:
        temporary.unlink(missing_ok=True)
    log.warning(
        "made the key of the pseudonyms at %s: keep a copy in a safe place, without it everybody "
        "gets a new pseudonym",
        path,
    )
