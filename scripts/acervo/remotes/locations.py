"""How a place is named: a folder, `hf://organisation/name`, `ia://identifier`."""

from collections.abc import Mapping
from typing import Any

from acervo.remotes.directory import DirectoryStore
from acervo.remotes.store import Store


def open_store(location: str) -> Store:
    """The store that a location names; nothing is read yet."""
    return DirectoryStore(location)


def configured(options: Mapping[str, Any]) -> dict[str, Store]:
    """The stores of the section `publish` of the configuration, by target."""
    found: dict[str, Store] = {}
    if "directory" in options:
        found["directory"] = DirectoryStore(options["directory"])
    return found
