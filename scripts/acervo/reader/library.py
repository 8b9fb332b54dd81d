"""Opening a published dataset."""

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from acervo import schema
from acervo.digests import canonical_sha256, file_sha256, read_json
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.neighbours import Corpus
from acervo.reader.dense import Dense
from acervo.reader.reranking import Reranker
from acervo.reader.search import Filters, Hit, Searcher
from acervo.reader.verify import load
from acervo.tables import read_table, read_tables

log = logging.getLogger(__name__)


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
        self._rerankers: dict[str, Reranker] = {}

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
        mode: str = "hybrid",
        rerank: str | Path | None = None,
    ) -> list[Hit]:
        """The `k` passages that answer the question best, best first.

        Args:
            question: in your own words.
            k: how many, at most.
            model: alias; the dataset's default if None.
            since: first day (ISO), inclusive.
            until: last day (ISO), inclusive.
            source: name of a source.
            author: pseudonym; passages in which this person speaks.
            mode: by meaning (`dense`), by words (`lexical`: needs no model), or both (`hybrid`,
                weighted as measured when the index was made).
            rerank: folder of a cross-encoder that reads the best ones again, and decides.

        Raises:
            AcervoError: an unknown model, source, author or mode, or a date that is none.
        """
        filters = Filters.of(since=since, until=until, source=source, author=author)
        reranker = self._reranker(rerank) if rerank else None
        searcher = self.searcher(model)
        return searcher.search(question, k, filters, mode=mode, reranker=reranker)

    def searcher(self, alias: str | None = None) -> "Searcher":
        """The searcher of a model, loaded once."""
        alias = alias or self.manifest["embed_model"]
        if alias not in self.manifest["models"]:
            known = ", ".join(self.manifest["models"])
            raise AcervoError(f"no model {alias!r} in this dataset", fix=f"It has: {known}.")
        if alias not in self._searchers:
            if not self.manifest["num_chunks"]:
                raise AcervoError("there is no passage to search", where=str(self.root))
            self._searchers[alias] = self._searcher(alias)
        return self._searchers[alias]

    def _searcher(self, alias: str) -> "Searcher":
        """Passages of the index; or, where that is not here, of the files of vectors."""
        names = [f"index/{alias}/{n}" for n in ("meta.json", "meta.parquet", "faiss.index")]
        meta_file, rows_file, index_file = names
        meta = read_json(self.file(meta_file)) if self._has(meta_file) else {}
        if all(map(self._has, names)):
            rows = read_table(self.file(rows_file), schema.CHUNKS)
            return Searcher(
                rows,
                meta,
                lambda: Dense.opened(self.file(index_file), meta, rows.height, self._model(alias)),
                self._digest([rows_file]),
            )
        log.warning(
            "%s has no index of the model %r: all vectors are compared one by one (exact, slower)",
            self.root,
            alias,
        )
        dimension = self.manifest["models"][alias]["dimension"]
        folder = f"embeddings/{alias}/"
        paths = [path for path in sorted(self.manifest["files"]) if path.startswith(folder)]
        files = [self.file(path) for path in paths]
        table = schema.embeddings(dimension, self.manifest["models"][alias]["dtype"])
        every = read_tables(files, table).sort("chunk_id")
        ids = every["chunk_id"].to_numpy()
        vectors = np.ascontiguousarray(every["embedding"].to_numpy(), np.float32)

        def dense() -> Dense:
            model = self._model(alias)
            return Dense.exact(ids, vectors, model, Corpus(files, model).probe())

        return Searcher(every.drop("embedding"), meta, dense, self._digest(paths))

    def _digest(self, paths: Sequence[str]) -> str:
        """Names what is in some files, as the manifest does."""
        return canonical_sha256([self.manifest["files"][path]["sha256"] for path in paths])

    def _has(self, path: str) -> bool:
        """Whether a file is there at all; `file` looks whether it is the right one."""
        return path in self.manifest["files"] and (self.root / path).is_file()

    def _model(self, alias: str) -> Model:
        """The model that encodes questions: the very one of the vectors."""
        described = self.manifest["models"][alias]
        model = Model(_spec(alias, described, self.model_path))
        if model.fingerprint != described["fingerprint"]:
            raise AcervoError(
                f"the model {described['name']} found here is not the one of the vectors "
                f"(fingerprint {model.fingerprint}, expected {described['fingerprint']})",
                fix="Install the version that the dataset was made with.",
            )
        model.check_weights()
        return model

    def _reranker(self, folder: str | Path) -> Reranker:
        """A cross-encoder, loaded once."""
        if str(folder) not in self._rerankers:
            self._rerankers[str(folder)] = Reranker(folder)
        return self._rerankers[str(folder)]


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
        precision=described["precision"],
        backend="http" if described["backend"] == "http" else "sentence-transformers",
        endpoint=described["endpoint"] or {},
    )
