"""Places that a command asks: those that it is given, or those that the configuration names."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import acervo
from acervo.config import load_schema, resolve
from acervo.errors import AcervoError
from acervo.remotes import TARGETS
from acervo.remotes.locations import configured_store, open_store
from acervo.remotes.store import Store

CONFIG = Path("config/config.yaml")
_SCHEMA = Path(acervo.__file__).parents[2] / "config" / "schema.yaml"


class Place(NamedTuple):
    """A place by its name: a folder, `hf://organisation/name`, `ia://identifier`.

    store: None if it cannot be asked at all; `problem` says why.
    """

    name: str
    store: Store | None
    problem: str = ""


def places(locations: Sequence[str], config: Path = CONFIG) -> list[Place]:
    """The places of these names; if there are none, those that the configuration names.

    Args:
        locations: as `open_store` takes them.
        config: the configuration; if there is none, or it has no `publish`, there are no places.

    Raises:
        AcervoError: no place has such a name; the configuration cannot be used.
    """
    if locations:
        return [Place(location, open_store(location)) for location in locations]
    written = _read(config)
    if not isinstance(written, dict) or not written.get("publish"):
        return []
    if not _SCHEMA.is_file():
        raise AcervoError(
            "names places, but this acervo is not that of a checkout, and cannot check it",
            where=str(config),
            fix="Name the places on the command line, or none of them with --offline.",
        )
    options = resolve(written, load_schema(_SCHEMA), [config])
    return [
        _opened(
            _name(target, options["publish"][target]),
            partial(configured_store, target, options["publish"], options["dataset"]),
        )
        for target in TARGETS
        if target in options["publish"]
    ]


def _opened(name: str, store: Callable[[], Store]) -> Place:
    try:
        return Place(name, store())
    except AcervoError as error:
        return Place(name, None, str(error))


def _name(target: str, options: Any) -> str:
    if target == "huggingface":
        return f"hf://{options['repo']}"
    return f"ia://{options['identifier']}" if target == "archive" else str(options)


def _read(config: Path) -> Any:
    """What stands in the file; None if it is no YAML: another program's, perhaps."""
    try:
        return yaml.safe_load(config.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return None
