"""Words of datasets, kept from one question to the next in the user's cache folder.

Taking a million passages apart takes a minute, mapping a file into memory none. A lexicon is one
Arrow file, named after the rows and after what took them apart. Only who may read the account's
files may read it; the oldest go when there are more than a few.
"""

import logging
import os
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy.typing as npt
import pyarrow as pa

from acervo.digests import canonical_sha256
from acervo.lexical import SCHEME, Lexicon

log = logging.getLogger(__name__)

FOLDER = "ACERVO_CACHE"  # environment: another folder than the user's own, or "" for none

_KEPT = 5
_MAKERS = ("bm25s", "polars", "PyStemmer")  # stop words, words, stems
_CHECKSUM = b"acervo.crc32"

Arrays = Mapping[str, npt.NDArray[Any]]


def kept(digest: str | None, make: Callable[[], Lexicon]) -> Lexicon:
    """The lexicon of some rows: the one that is kept, or one that is made, and kept if possible.

    A file that cannot be read is made anew; one that cannot be written is no error.

    Args:
        digest: names the rows; None: nothing is kept.
        make: takes the rows apart.
    """
    folder = _folder() if digest else None
    if folder is None:
        return make()
    recipe = [SCHEME, digest, [version(maker) for maker in _MAKERS]]
    file = folder / f"{canonical_sha256(recipe)[:32]}.arrow"
    try:
        lexicon = Lexicon.of(_read(file))
        with suppress(OSError):
            os.utime(file)  # the oldest are those that were not asked for longest
        return lexicon
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, AttributeError, pa.ArrowException) as error:
        log.info("%s cannot be used (%s): it is made anew", file, type(error).__name__)
    lexicon = make()
    try:
        _write(lexicon.arrays, file)
        _tidy(folder)
    except (OSError, pa.ArrowException) as error:
        log.info("%s cannot be written (%s)", file, type(error).__name__)
    return lexicon


def _folder() -> Path | None:
    from platformdirs import user_cache_path

    given = os.environ.get(FOLDER)
    if given == "":
        return None
    return (Path(given) if given else user_cache_path("acervo")) / "lexicon"


def _read(file: Path) -> dict[str, npt.NDArray[Any]]:
    """Arrays that lie in a mapped file.

    Raises:
        OSError, ValueError, KeyError, AttributeError, ArrowException: it is not as it was written.
    """
    with pa.memory_map(str(file)) as source:
        batch = pa.ipc.open_file(source).get_batch(0)
    arrays = {name: batch.column(name).values.to_numpy() for name in batch.schema.names}
    if (batch.schema.metadata or {})[_CHECKSUM] != _checksum(arrays):
        raise ValueError("other bytes than were written")
    return arrays


def _write(arrays: Arrays, file: Path) -> None:
    """One row, one list in it for each array: so they may be of any length."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    columns = {
        name: pa.LargeListArray.from_arrays([0, len(array)], pa.array(array))
        for name, array in arrays.items()
    }
    batch = pa.record_batch(columns).replace_schema_metadata({_CHECKSUM: _checksum(arrays)})
    # Several commands may ask at once: each writes its own. It is readable by the owner alone.
    with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as temporary:
        try:
            with pa.ipc.new_file(temporary, batch.schema) as writer:
                writer.write_batch(batch)
            temporary.close()
            Path(temporary.name).replace(file)
        finally:
            Path(temporary.name).unlink(missing_ok=True)


def _checksum(arrays: Arrays) -> bytes:
    crc = 0
    for name in sorted(arrays):
        crc = zlib.crc32(arrays[name].data, crc)
    return str(crc).encode()


def _tidy(folder: Path) -> None:
    """Delete what was asked for longest ago, and what a stopped command has left."""
    ours = [path for path in folder.iterdir() if path.suffix in (".arrow", ".part")]
    for path in sorted(ours, key=lambda path: path.stat().st_mtime)[:-_KEPT]:
        path.unlink(missing_ok=True)
