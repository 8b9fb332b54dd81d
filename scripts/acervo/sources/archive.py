"""Opening an export safely: a text file, or the chat text inside a .zip, and nothing else of it."""

import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from acervo.errors import AcervoError

MAX_TEXT_BYTES = 2 << 30
# Chat text packs 3 to 20 times; only small members may look better than this by chance.
MAX_RATIO = 250
RATIO_FREE_BYTES = 16 << 20
_STEP = 1 << 20
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


@dataclass(frozen=True)
class ChatFile:
    """The bytes of one chat text, and how they were found (`details`: plain JSON values)."""

    raw: bytes
    details: dict[str, Any] = field(default_factory=dict)


def read_chat(path: Path, *, file: str) -> ChatFile:
    """Read the chat text of an export.

    Args:
        path: a text file, or a .zip that holds `_chat.txt` or one single top-level .txt.
        file: how the file is named in errors.

    Raises:
        AcervoError: unreadable, damaged, encrypted, oversized or ambiguous; names no member.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
        zipped = start in _ZIP_STARTS or (bool(start) and path.suffix.lower() == ".zip")
        if not zipped and path.stat().st_size <= MAX_TEXT_BYTES:
            return ChatFile(path.read_bytes())
    except OSError as error:
        raise AcervoError(
            f"cannot be read ({error.strerror or type(error).__name__})",
            where=file,
            fix="Check that it is a file and that you may read it.",
        ) from None
    if zipped:
        return _read_zip(path, file)
    raise AcervoError(
        f"a text of more than {MAX_TEXT_BYTES >> 20} MiB",
        where=file,
        fix="Split it into several files, each beginning with a message.",
    )


def _read_zip(path: Path, file: str) -> ChatFile:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_names(members, file)
            chat = _choose(members, file)
            raw = _extract(archive, chat, file)
    except AcervoError:
        raise
    except NotImplementedError:
        raise AcervoError(
            "the zip uses a compression that cannot be read here",
            where=file,
            fix="Unpack it and give the chat's .txt instead.",
        ) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise AcervoError(
            f"the zip is damaged or cut short ({type(error).__name__})",
            where=file,
            fix="Export or copy the chat again.",
        ) from None
    media = sum(not member.is_dir() for member in members) - 1
    return ChatFile(raw, {"zip": {"members": len(members), "media_members": media}})


def _check_names(members: list[zipfile.ZipInfo], file: str) -> None:
    for member in members:
        for name in (member.filename, member.orig_filename):
            windows = PureWindowsPath(name)
            unsafe = name.startswith(("/", "\\")) or bool(windows.drive) or ".." in windows.parts
            if unsafe:
                raise AcervoError(
                    "the zip has a member that points outside of it (an absolute path or '..')",
                    where=file,
                    fix="This is no export of WhatsApp's own: export the chat again.",
                )


def _choose(members: list[zipfile.ZipInfo], file: str) -> zipfile.ZipInfo:
    texts = [m for m in members if not m.is_dir() and m.filename.lower().endswith(".txt")]
    top = [m for m in texts if len(PurePosixPath(m.filename).parts) == 1]
    named = [m for m in top if m.filename.lower() == "_chat.txt"]
    found = named or top
    if len(found) == 1:
        return found[0]
    if not found:
        raise AcervoError(
            "the zip has no chat text: neither `_chat.txt` nor another .txt at its top level",
            where=file,
            fix="Give the zip as WhatsApp wrote it, or the chat's .txt itself.",
        )
    raise AcervoError(
        f"the zip has {len(found)} texts that could be the chat, expected one",
        where=file,
        fix="Unpack it and give the chat's .txt itself.",
    )


def _extract(archive: zipfile.ZipFile, chat: zipfile.ZipInfo, file: str) -> bytes:
    if chat.flag_bits & 0x1:
        raise AcervoError(
            "the zip is protected by a password",
            where=file,
            fix="Unpack it and give the chat's .txt, or zip it again without a password.",
        )
    # The sizes a zip claims may lie, so the limits hold for the bytes that really come out.
    limit = min(MAX_TEXT_BYTES, max(RATIO_FREE_BYTES, chat.compress_size * MAX_RATIO))
    parts, size = [], 0
    with archive.open(chat) as stream:
        while part := stream.read(_STEP):
            size += len(part)
            if size > limit:
                raise AcervoError(
                    f"the chat text in the zip unpacks to more than {limit >> 20} MiB: "
                    "too much for its packed size (a zip bomb?)",
                    where=file,
                    fix="If the chat really is that large, unpack it and give the .txt.",
                )
            parts.append(part)
    return b"".join(parts)
