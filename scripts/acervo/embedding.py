"""Passages get their vectors: encoded once, reused where the model has read the same text."""

import logging
import shutil
from base64 import b64decode, b64encode
from collections.abc import Container, Iterable, Iterator, Sequence
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
from acervo.tables import read_each, write_each
from acervo.vectors import (
    column,
    key_of,
    keys_of_file,
    merge_by_text,
    metadata,
    parts_of,
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
    progress: str | Path | None = None,
    questions_file: str | Path | None = None,
    threads: int | None = None,
    exported: str | Path | None = None,
) -> dict[str, int]:
    """Encode the passages of all years that have no vector yet, in one process.

    Loading a model takes as long as encoding some hundred passages, and is not done at all if every
    vector is there. Each portion of passages becomes a file in a folder, which is deleted at the
    end: whoever fails or is killed goes on from there. So no more than a portion of the vectors is
    in memory, and of all passages no more than a digest.

    Args:
        chunk_files: one file of `schema.CHUNKS` per period, in the order of periods.
        vector_files: one file of `schema.embeddings` per period, in the same order; some or all may
            be missing. A year finds its earlier vectors in its own files.
        fresh_file: one file of `schema.vectors`, for `embed`: vectors that those files lack, in no
            certain order.
        spec: the model.
        progress: the folder, of files of `schema.vectors`; `parts_of` the fresh file if None.
        questions_file: one file of `schema.vectors`, for `calibration`: what it asks of the corpus
            is encoded as well while the model is loaded. If no passage lacks a vector, the file
            keeps what is still asked, and gets nothing new.
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
    folder = Path(progress or parts_of(fresh_file))
    parts = sorted(folder.glob("*.parquet"))
    probe = _first(probe_of(file, model) for file in (*vector_files, fresh_file, *parts))
    known = {file: keys_of_file(file, model) for file in (Path(fresh_file), *parts)}
    files = [file for file, keys in known.items() if keys]
    done = set[str]().union(*known.values())
    with closing(Encoder(model, threads, exported=exported)) as encoder:
        lacking, missing = _lacking(chunk_files, vector_files, done, encoder)
        count = len(missing)
        if missing:
            _check_window(missing.values(), encoder)
            probe = checked_probe(probe, encoder)
            log.info("encoding %d passages with %s", count, spec.name)
            for texts, tokens in _portions(chunk_files, missing, spec, encoder.portion):
                found = dict(zip(map(key_of, texts), encoder.encode(texts, tokens), strict=True))
                part = folder / f"{min(found)}.parquet"  # no key stands in two files
                write_by_text(found, part, model, probe)
                files.append(part)
        if questions_file:
            goes_on = any(known[file] for file in parts)
            _keep_questions(chunk_files, questions_file, encoder, encode=count > 0 or goes_on)
    if len(files) == 1 and not done:  # one portion is all of it
        Path(fresh_file).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(files[0], fresh_file)
    else:
        merge_by_text(files, lacking, fresh_file, model, probe)
    if folder.exists():
        shutil.rmtree(folder)
    return {"lacking": len(lacking), "encoded": count}


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
        fresh_file: what `encode` wrote, if it did; its parts (`parts_of`), if it was stopped.
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
    table = schema.embeddings(model.dimension, spec.dtype)
    earlier = [_earlier(path, model) for path in vector_files]
    known = _known_vectors(earlier, spec)
    periods = list(read_each(chunk_files, schema.CHUNKS))
    lacking = sorted(set().union(*(inputs(period, spec) for period in periods)) - known.keys())
    keys = {key_of(text): text for text in lacking}
    # After `encode` has failed, Snakemake may take what it gave back for done; the parts are there.
    files = [fresh_file, *sorted(parts_of(fresh_file).glob("*.parquet"))] if fresh_file else []
    for file in files if keys else []:
        fresh = read_by_text(file, model, keys)
        known |= {keys[key]: vector for key, vector in fresh.items()}
    missing = [text for text in lacking if text not in known]
    probe = _first(probe_of(file, model) for file in (*vector_files, *files))
    if missing:
        with closing(Encoder(model, threads, exported=exported)) as encoder:
            counts = encoder.count(missing)
            _check_window(counts, encoder)
            probe = checked_probe(probe, encoder)
            known.update(zip(missing, encoder.encode(missing, counts), strict=True))
    total, changed = 0, dict[str, pl.DataFrame]()
    for period, path, before in zip(periods, vector_files, earlier, strict=True):
        total += period.height
        frame = period.with_columns(
            embedding=column([known[text] for text in inputs(period, spec)], model, spec.dtype)
        )
        if before is None or not before.equals(frame):
            changed[str(path)] = frame
    write_each(changed, table, metadata(model, probe))
    return {"chunks": total, "encoded": len(missing), "reused": total - len(missing)}


def _lacking(
    chunk_files: Sequence[str | Path],
    vector_files: Sequence[str | Path],
    done: Container[str],
    encoder: Encoder,
) -> tuple[set[str], dict[str, int]]:
    """Keys of passages that their year has no vector of; tokens of those not in `done`, by key."""
    model = encoder.model
    lacking, missing = set[str](), dict[str, int]()
    files = zip(chunk_files, vector_files, strict=True)
    for _, pairs in groupby(files, key=lambda pair: year_of(Path(pair[0]).stem)):
        chunks, vectors = zip(*pairs, strict=True)
        earlier = {
            key_of(text)
            for path in vectors
            if (frame := _earlier(path, model)) is not None
            for text in inputs(frame, model.spec)
        }
        for period in read_each(chunks, schema.CHUNKS):
            texts = {key_of(text): text for text in inputs(period, model.spec)}
            lacks = texts.keys() - earlier
            lacking |= lacks
            new = [key for key in lacks if key not in done and key not in missing]
            if new:
                encoder.prepare()
            missing |= zip(new, encoder.count([texts[key] for key in new]), strict=True)
    return lacking, missing


def _portions(
    chunk_files: Iterable[str | Path], missing: dict[str, int], spec: ModelSpec, size: int
) -> Iterator[tuple[list[str], list[int]]]:
    """Passages and their tokens, `size` at a time; what was given is taken out of `missing`."""
    texts, counts = list[str](), list[int]()
    for period in read_each(chunk_files, schema.CHUNKS):
        for text in inputs(period, spec):
            tokens = missing.pop(key_of(text), None)
            if tokens is None:
                continue
            texts.append(text)
            counts.append(tokens)
            if len(texts) == size:
                yield texts, counts
                texts, counts = [], []
    if texts:
        yield texts, counts


def _keep_questions(
    chunk_files: Iterable[str | Path], file: str | Path, encoder: Encoder, *, encode: bool
) -> None:
    """Write the vectors of what is asked now; without `encode`, those that are there already."""
    from acervo import questions  # nothing that every job of `embed` should import

    rows = questions.sample(read_each(chunk_files, schema.CHUNKS))
    texts = questions.inputs(questions.made(rows), rows, encoder.model.spec)
    keys = list(map(key_of, texts))
    if encode:
        log.info("and %d sentences and passages to calibrate search with", len(texts))
        known = dict(zip(keys, questions.encoded(texts, file, encoder), strict=True))
    else:
        known = read_by_text(file, encoder.model, keys)
    write_by_text(known, file, encoder.model)


def _check_window(counts: Iterable[int], encoder: Encoder) -> None:
    """No passage may be longer than the model's window."""
    model = encoder.model
    longest = model.max_tokens
    too_long = sum(tokens > longest for tokens in counts)
    if too_long:
        prompt = encoder.count([model.spec.passage_prompt])[0] - encoder.count([""])[0]
        raise AcervoError(
            f"{too_long} passages are longer than the {longest} tokens "
            f"that {model.spec.name} reads",
            where="chunking.tokens",
            fix=f"Set it to {longest - prompt} or less.",
        )


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
