"""What an item of the Internet Archive says about itself."""

from collections.abc import Mapping
from typing import Any

_FROZEN = {"mediatype", "collection"}  # of an item; later only the Archive's staff changes them


def outdated(item: Mapping[str, Any], about: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata that an item should have and does not, as far as they can be changed.

    Args:
        item: as the Archive shows it; one that does not exist yet has none.
        about: what it should say, by name.
    """
    found = item.get("metadata")
    if not isinstance(found, dict):
        return {}
    return {
        key: value
        for key, value in about.items()
        if key not in _FROZEN and _plain(value) != _plain(found.get(key))
    }


def _plain(value: Any) -> Any:
    """A value of the metadata as the Archive gives it back."""
    if isinstance(value, list | tuple):
        return str(value[0]) if len(value) == 1 else [str(each) for each in value]
    return None if value is None else str(value)
