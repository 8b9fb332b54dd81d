"""How a place is named: a folder, `hf://organisation/name`, `ia://identifier`."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from acervo.errors import AcervoError
from acervo.remotes import TARGETS
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.store import Store

if TYPE_CHECKING:
    from acervo.remotes.documents_hub import DocumentsRepository

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://(.*)", re.I | re.S)
_CC = re.compile(r"cc-(by(?:-nc)?(?:-nd|-sa)?)-(\d\.\d)(?:-([a-z]{2,3}))?")
_CC_SITE = "https://creativecommons.org"


def open_store(location: str) -> Store:
    """The store that a location names; nothing is read yet.

    Raises:
        AcervoError: no store is named so.
    """
    match = _SCHEME.fullmatch(location)
    if match is None:
        return DirectoryStore(location)
    scheme, name = match[1].lower(), match[2]
    if scheme == "hf":
        return _huggingface(name)
    if scheme == "ia":
        return _archive(name)
    raise AcervoError(
        f"nothing is kept at {scheme}://",
        where="location",
        fix="Name a folder, hf://organisation/name or ia://identifier.",
    )


def configured(options: Mapping[str, Any], dataset: Mapping[str, Any]) -> dict[str, Store]:
    """The stores of the configuration by target; nothing is read yet.

    Args:
        options: its section `publish`.
        dataset: its section `dataset`.

    Raises:
        AcervoError: a name or a key cannot be right.
    """
    return {
        target: configured_store(target, options, dataset)
        for target in TARGETS
        if target in options
    }


def configured_store(target: str, options: Mapping[str, Any], dataset: Mapping[str, Any]) -> Store:
    """The store of one target, whatever is wrong with the others.

    Raises:
        AcervoError: it is not configured, or a name or a key cannot be right.
    """
    if target not in options:
        raise AcervoError(
            "nothing says where to publish to",
            where=f"publish.{target}",
            fix="Name it in the section `publish` of the configuration (config/README.md).",
        )
    own = options[target]
    if target == "huggingface":
        return _huggingface(own["repo"], own["private"])
    if target == "archive":
        return _archive(own["identifier"], _metadata(own, dataset), own.get("keep"))
    return DirectoryStore(own)


def documents_repository(options: Mapping[str, Any]) -> "DocumentsRepository":
    """Where source documents go; nothing is read yet.

    Args:
        options: the section `publish.documents` of the configuration.

    Raises:
        AcervoError: the name cannot be right.
    """
    from acervo.remotes.documents_hub import DocumentsRepository

    return DocumentsRepository(options["repo"], options["private"])


# The clients are imported where they are needed: they are slow to load.


def _huggingface(repo: str, private: bool = True) -> Store:
    from acervo.remotes.huggingface import HuggingFaceStore

    return HuggingFaceStore(repo, private)


def _archive(
    identifier: str, metadata: Mapping[str, Any] | None = None, keep: int | None = None
) -> Store:
    from acervo.remotes.archive import ArchiveStore

    return ArchiveStore(identifier, metadata, keep)


def _metadata(options: Mapping[str, Any], dataset: Mapping[str, Any]) -> dict[str, Any]:
    """What the Archive is told about the item: only what is known."""
    found = {
        "mediatype": "data",
        "title": dataset["title"],
        "description": dataset.get("description"),
        "language": dataset["languages"],
        "licenseurl": _license_url(dataset["license"]),
        **{key: options.get(key) for key in ("creator", "subject", "collection")},
    }
    return {key: value for key, value in found.items() if value}


def _license_url(spdx: str) -> str | None:
    """The deed of a Creative Commons licence; of others there is no one address."""
    name = spdx.lower()
    if name == "cc0-1.0":
        return f"{_CC_SITE}/publicdomain/zero/1.0/"
    match = _CC.fullmatch(name)
    if match is None:
        return None
    return f"{_CC_SITE}/licenses/{'/'.join(filter(None, match.groups()))}/"
