"""Passages get their vectors: encoded once, reused where the model has read the same text."""

import logging
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path

import numpy as np
import polars as pl

from acervo import schema
from acervo.backends import Vectors
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.passages import passage
from acervo.periods import year_of
from acervo.tables import read_each, write_table
from acervo.vectors import (
    column,
    key_of,
    metadata,
    probe_of,
    read_by_text,
    read_of_model,
    write_by_text,
)

log = logging.getLogger(__name__)

_SAME = 0.999  # cosine: other processors and precisions differ by less, other models by far more


def encode(
    chunk_files: Sequence[str | Path],
    vector_files: Sequence[str | Path],
    fresh_file: str | Path,
    spec: ModelSpec,
    *,
    questions_file: str | Path | None = None,
    threads: int | None = None,
    exported: str | Path | None = None,
) -> dict[str, int]:
    """Encode the passages of all years that have no vector yet, in one process.

    Loading a model takes as long as encoding some hundred passages, and is not done at all if every
    vector is there. What was encoded is written from time to time: who is killed goes on from
    there.

    Args:
        chunk_files: one file of `schema.CHUNKS` per period, in the order of periods.
        vector_files: one file of `schema.embeddings` per period, in the same order; some or all may
            be missing. A year finds its earlier vectors in its own files.
        fresh_file: one file of `schema.vectors`, for `embed`: vectors that those files lack.
        spec: the model.
        questions_file: one file of `schema.vectors`, for `calibration`: what it asks of the corpus
            is encoded as well while the model is loaded. If no passage lacks a vector, the file
            stays as it is (empty if it is not there).
        threads: processor threads to use.
        exported: the model for its backend, if that needs one (`Encoder`).

    Returns:
        Counts: passages without a vector (`lacking`), and those `encoded` now: others were when an
        earlier run was stopped.

    Raises:
        AcervoError: a passage, prompt included, is longer than the model's window (nothing is
            truncated silently); the model gives other vectors than the earlier ones; as
            `Encoder.encode`.
    """
    model = Model(spec)
    model.check_weights()
    lacking = set[str]()
    files = zip(chunk_files, vector_files, strict=True)
    for _, pairs in groupby(files, key=lambda pair: year_of(Path(pair[0]).stem)):
        chunks, vectors = zip(*pairs, strict=True)
        earlier = _known_vectors([_earlier(path, model) for path in vectors], spec)
        lacking |= _texts(chunks, spec) - earlier.keys()
    before = read_by_text(fresh_file, model)
    fresh = {key: before[key] for key in map(key_of, sorted(lacking)) if key in before}
    missing = sorted(text for text in lacking if key_of(text) not in fresh)
    probe = _first(probe_of(file, model) for file in (*vector_files, fresh_file))
    if not missing:
        write_by_text(fresh, fresh_file, model, probe)
        if questions_file:
            write_by_text(read_by_text(questions_file, model), questions_file, model)
        return {"lacking": len(lacking), "encoded": 0}
    with closing(Encoder(model, threads, exported=exported)) as encoder:
        counts = _counts(encoder, missing)
        probe = checked_probe(probe, encoder)
        log.info("encoding %d passages with %s", len(missing), spec.name)
        for start in range(0, len(missing), encoder.portion):
            part = slice(start, start + encoder.portion)
            texts = missing[part]
            fresh.update(zip(map(key_of, texts), encoder.encode(texts, counts[part]), strict=True))
            write_by_text(fresh, fresh_file, model, probe)
    if questions_file:
        _encode_questions(chunk_files, questions_file, model, threads)
    return {"lacking": len(lacking), "encoded": len(missing)}


def embed(
    chunk_files: Sequence[str | Path],
    vector_files: Sequence[str | Path],
    fresh_file: str | Path | None,
    spec: ModelSpec,
    *,
    threads: int | None = None,
    exported: str | Path | None = None,
) -> dict[str, int]:
    """Give the chunks of some periods their vectors.

    Vectors of this model that stand in `vector_files` already are reused for equal passages; then
    those of `fresh_file`. What neither has (somebody deleted a file) is encoded here. Files whose
    rows and vectors stay the same are left untouched.

    Args:
        chunk_files: one file of `schema.CHUNKS` per period.
        vector_files: one file of `schema.embeddings` per period, in the same order.
        fresh_file: what `encode` wrote, if it did.
        spec: the model.
        threads: processor threads to use.
        exported: the model for its backend, if that needs one (`Encoder`).

    Returns:
        Counts: chunks; those encoded here; and those reused (another passage is the same, or had
        its vector already).

    Raises:
        AcervoError: as `encode`.
    """
    model = Model(spec)
    model.check_weights()
    table = schema.embeddings(model.dimension, spec.dtype)
    earlier = [_earlier(path, model) for path in vector_files]
    known = _known_vectors(earlier, spec)
    periods = list(read_each(chunk_files, schema.CHUNKS))
    lacking = sorted(set().union(*(inputs(period, spec) for period in periods)) - known.keys())
    fresh = read_by_text(fresh_file, model) if fresh_file and lacking else {}
    known |= {text: fresh[key] for text in lacking if (key := key_of(text)) in fresh}
    missing = [text for text in lacking if text not in known]
    probe = _first(probe_of(file, model) for file in (*vector_files, fresh_file))
    if missing:
        with closing(Encoder(model, threads, exported=exported)) as encoder:
            counts = _counts(encoder, missing)
            probe = checked_probe(probe, encoder)
            known.update(zip(missing, encoder.encode(missing, counts), strict=True))
    total = 0
    for period, path, before in zip(periods, vector_files, earlier, strict=True):
        total += period.height
        frame = period.with_columns(
            embedding=column([known[text] for text in inputs(period, spec)], model, spec.dtype)
        )
        if before is None or not before.equals(frame):
            write_table(frame, table, path, metadata(model, probe))
    return {"chunks": total, "encoded": len(missing), "reused": total - len(missing)}


def _encode_questions(
    chunk_files: Sequence[str | Path], file: str | Path, model: Model, threads: int | None
) -> None:
    from acervo import questions  # nothing that every job of `embed` should import

    rows = questions.sample(read_each(chunk_files, schema.CHUNKS))
    texts = questions.inputs(questions.made(rows), rows, model.spec)
    log.info("and %d sentences and passages to calibrate search with", len(texts))
    vectors = questions.encoded(texts, file, model, threads)
    write_by_text(dict(zip(map(key_of, texts), vectors, strict=True)), file, model)


def _counts(encoder: Encoder, texts: Sequence[str]) -> list[int]:
    """Tokens of texts, none of which is longer than the model's window."""
    model = encoder.model
    counts = encoder.count(texts)
    too_long = sum(tokens > model.max_tokens for tokens in counts)
    if too_long:
        prompt = encoder.count([model.spec.passage_prompt])[0] - encoder.count([""])[0]
        raise AcervoError(
            f"{too_long} passages are longer than the {model.max_tokens} tokens "
            f"that {model.spec.name} reads",
            where="chunking.tokens",
            fix=f"Set it to {model.max_tokens - prompt} or less.",
        )
    return counts


def checked_probe(probe: str | None, encoder: Encoder) -> str:
    """The probe of the earlier vectors, if the model still gives it; its own if there are none.

    Of weights whose digest is known, nothing else is to be expected; an endpoint may have begun to
    run another model under the same name.

    Args:
        probe: what stands beside vectors of this fingerprint, under `PROBE`.
        encoder: the model as it is now.

    Raises:
        AcervoError: the cosine of the two is below .999.
    """
    vector = encoder.probe()
    if probe is None:
        return b64encode(vector.astype("<f2").tobytes()).decode()
    try:
        known = np.frombuffer(b64decode(probe), dtype="<f2").astype(np.float32)
        cosine = float(vector @ known / np.linalg.norm(known))
    except ValueError:  # no base64, or of another length
        cosine = float("nan")
    if not cosine >= _SAME:
        raise AcervoError(
            f"{encoder.model.spec.name} gives other vectors now than those that are there "
            f"(cosine {cosine:.4f} between two vectors of one sentence)",
            where=f"models.{encoder.model.spec.alias}",
            fix="Use the model that made them. If another one is meant, give it another alias: "
            "everything is encoded anew.",
        )
    return probe


def _first(probes: Iterable[str | None]) -> str | None:
    return next(filter(None, probes), None)


def _texts(chunk_files: Iterable[str | Path], spec: ModelSpec) -> set[str]:
    return {
        text for period in read_each(chunk_files, schema.CHUNKS) for text in inputs(period, spec)
    }


def inputs(chunks: pl.DataFrame, spec: ModelSpec) -> list[str]:
    """What the model reads for each chunk."""
    return [
        spec.passage_prompt + passage(title, text)
        for title, text in chunks.select("section_title", "text").iter_rows()
    ]


def _earlier(file: str | Path, model: Model) -> pl.DataFrame | None:
    """Rows of an earlier run; None if there are none, or none that this model made."""
    return read_of_model(file, model, schema.embeddings(model.dimension, model.spec.dtype))


def _known_vectors(earlier: Sequence[pl.DataFrame | None], spec: ModelSpec) -> dict[str, Vectors]:
    """Vectors of earlier rows, by what the model has read."""
    known: dict[str, Vectors] = {}
    for frame in earlier:
        if frame is not None:
            known.update(zip(inputs(frame, spec), frame["embedding"].to_numpy(), strict=True))
    return known
