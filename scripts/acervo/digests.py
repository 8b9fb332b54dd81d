"""Digests of files, and files that appear whole or not at all."""

import json
from hashlib import file_digest, sha1, sha256
from pathlib import Path
from typing import Any

from acervo.errors import AcervoError


def file_sha256(path: str | Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with Path(path).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def file_md5(path: str | Path) -> str:
    """MD5 of a file's bytes, in hex: what the Internet Archive compares; not for security."""
    with Path(path).open("rb") as file:
        return file_digest(file, "md5").hexdigest()


def file_git_sha1(path: str | Path) -> str:
    """Git's name of a file's bytes, in hex: what the Hub compares; not for security."""
    path = Path(path)
    head = b"blob %d\0" % path.stat().st_size
    with path.open("rb") as file:
        return file_digest(file, lambda: sha1(head, usedforsecurity=False)).hexdigest()


def canonical_sha256(value: Any) -> str:
    """SHA-256 of a JSON value, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def read_json(path: str | Path) -> Any:
    """The value in a JSON file.

    Raises:
        AcervoError: it cannot be read.
    """
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise AcervoError(
            f"not a readable JSON file ({type(error).__name__})",
            where=str(path),
            fix="Delete the file and run the workflow again: it is made anew.",
        ) from None


def write_text(path: str | Path, text: str) -> None:
    """Write UTF-8 under a temporary name, then rename."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def write_json(path: str | Path, value: Any) -> None:
    """Write a JSON file that people can read: indented, keys in the given order."""
    write_text(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")
