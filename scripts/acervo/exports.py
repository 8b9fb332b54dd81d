"""Which raw files there are, and what counts as one export."""

from collections import defaultdict
from collections.abc import Mapping
from glob import glob
from hashlib import blake2b
from pathlib import Path
from typing import Any

from acervo.errors import AcervoError

# A chat is exported into one file. A newsletter is a folder of small files: one job for each would
# spend its time on starting Python.
_BY_FOLDER = {"newsletter"}


def exports(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, list[str]]]:
    """The raw files of every export of every source.

    Args:
        sources: `kind` and `files` (a glob from the working directory) by name.

    Returns:
        source -> export id -> files, sorted. The id is a digest of the path, because names of
        exports hold names of groups and people, and ids stand in logs.

    Raises:
        AcervoError: a glob matches nothing, or two sources claim one file.
    """
    owner: dict[Path, str] = {}
    found: dict[str, dict[str, list[str]]] = {}
    for name, source in sources.items():
        matches = glob(source["files"], recursive=True)  # noqa: PTH207 (absolute patterns too)
        files = sorted({path for path in matches if Path(path).is_file()})
        if not files:
            raise AcervoError(
                f"no file matches {source['files']!r}",
                where=f"sources.{name}.files",
                fix="Put the exports there, or correct the glob (from the working directory).",
            )
        grouped: defaultdict[str, list[str]] = defaultdict(list)
        for file in files:
            if (other := owner.setdefault(Path(file).resolve(), name)) != name:
                raise AcervoError(
                    f"sources {other!r} and {name!r} both claim {file}",
                    where=f"sources.{name}.files",
                    fix="Give each source files of its own.",
                )
            unit = Path(file).parent if source["kind"] in _BY_FOLDER else Path(file)
            grouped[_export_id(unit)].append(file)
        found[name] = dict(grouped)
    return found


def _export_id(path: Path) -> str:
    return blake2b(path.as_posix().encode("utf-8", "surrogateescape"), digest_size=5).hexdigest()
