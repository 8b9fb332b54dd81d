"""Opening a published dataset."""

from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from acervo import schema
from acervo.digests import file_sha256
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.reader.search import Filters, Hit, Searcher
from acervo.reader.verify import load
from acervo.tables import read_table, read_tables


def open_dataset(
    location: str | Path = "results/public", *, model_path: str | Path | None = None
) -> "Dataset":
    """Open the dataset in a directory.

    Args:
        location: the directory.
        model_path: folder of the model that encodes questions, where it is neither an installed
            package nor on the Hub; it must be the very model of the vectors.

    Raises:
        AcervoError: there is none, or its manifest is damaged.
    """
    return Dataset(Path(location), model_path)


class Dataset:
    """One revision of a dataset. Every file is checked against the manifest before it is used."""

    def __init__(self, root: Path, model_path: str | Path | None = None) -> None:
        self.root = root
        self.model_path = model_path
        self.manifest = load(root)
        self._searchers: dict[str, Searcher] = {}

    @property
    def revision(self) -> str:
        """Name of the content."""
        return str(self.manifest["revision"])

    @cached_property
    def messages(self) -> pl.DataFrame:
        """All messages: rows of `schema.MESSAGES`, in order of period."""
        paths = sorted(path for path in self.manifest["files"] if path.startswith("messages/"))
        return read_tables([self.file(path) for path in paths], schema.MESSAGES)

    def file(self, path: str) -> Path:
        """A file of the revision, verified.

        Raises:
            AcervoError: it is not in the manifest, missing, or has other bytes.
        """
        entry = self.manifest["files"].get(path)
        file = self.root / path
        if entry is None or not file.is_file() or file_sha256(file) != entry["sha256"]:
            raise AcervoError(
                "missing, or not the file that the manifest names",
                where=str(file),
                fix=f"`acervo verify {self.root}` lists what differs; build or restore it again.",
            )
        return file

    def search(
        self,
        question: str,
        k: int = 10,
        *,
        model: str | None = None,
        since: str | None = None,
        until: str | None = None,
        source: str | None = None,
        author: str | None = None,
    ) -> list[Hit]:
        """The `k` passages nearest in meaning to the question, best first.

        Args:
            question: in any language that the model knows.
            k: how many, at most.
            model: alias; the dataset's default if None.
            since: first day (ISO), inclusive.
            until: last day (ISO), inclusive.
            source: name of a source.
            author: pseudonym; passages in which this person speaks.

        Raises:
            AcervoError: an unknown model, source or author, or a date that is none.
        """
        filters = Filters.of(since=since, until=until, source=source, author=author)
        return self.searcher(model).search(question, k, filters)

    def searcher(self, alias: str | None = None) -> "Searcher":
        """The searcher of a model, loaded once."""
        alias = alias or self.manifest["embed_model"]
        if alias not in self.manifest["models"]:
            known = ", ".join(self.manifest["models"])
            raise AcervoError(f"no model {alias!r} in this dataset", fix=f"It has: {known}.")
        if alias not in self._searchers:
            described = self.manifest["models"][alias]
            model = Model(_spec(alias, described, self.model_path))
            if model.fingerprint != described["fingerprint"]:
                raise AcervoError(
                    f"the model {described['name']} found here is not the one of the vectors "
                    f"(fingerprint {model.fingerprint}, expected {described['fingerprint']})",
                    fix="Install the version that the dataset was made with.",
                )
            model.check_weights()
            if not self.manifest["num_chunks"]:
                raise AcervoError("there is no passage to search", where=str(self.root))
            rows = read_table(self.file(f"index/{alias}/meta.parquet"), schema.CHUNKS)
            self._searchers[alias] = Searcher(self.file(f"index/{alias}/faiss.index"), rows, model)
        return self._searchers[alias]


def _spec(alias: str, described: dict[str, Any], path: str | Path | None) -> ModelSpec:
    """Where this machine finds a model of the manifest: a folder, installed, or on the Hub."""
    return ModelSpec(
        alias=alias,
        name=described["name"],
        sha256=described["sha256"],
        package=None if path else described["package"],
        path=str(path) if path else None,
        revision=described["revision"],
        prompts=described["prompts"],
        dtype=described["dtype"],
    )
