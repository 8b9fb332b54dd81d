"""Golden queries: questions whose answers somebody has looked up.

A tab-separated file with a header. `question` is asked; the other columns say which passages answer
it, those that are not empty all together: `chunk_id`, `source`, `path`, `section`, `date`, and
`words` that stand in the text. A question may have several lines. A line that begins with # is a
remark.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from acervo.digests import file_sha256
from acervo.errors import AcervoError

K = 10

_WHERE: dict[str, Callable[[str], pl.Expr]] = {
    "chunk_id": lambda value: pl.col("chunk_id").cast(pl.String) == value,
    "source": lambda value: pl.col("source") == value,
    "path": lambda value: pl.col("path") == value,
    "section": lambda value: pl.col("section_title") == value,
    "date": lambda value: pl.col("date").cast(pl.String) == value,
    "words": lambda value: pl.col("text").str.contains(value, literal=True),
}


class Line(NamedTuple):
    """A question, and what one passage that answers it must be, by column."""

    number: int
    question: str
    answer: dict[str, str]


@dataclass(frozen=True)
class Golden:
    """Questions and answers of one file; `digest`: its SHA-256."""

    file: Path
    lines: Sequence[Line]
    digest: str


def read_golden(file: str | Path) -> Golden:
    """Read golden queries.

    Raises:
        AcervoError: it is not such a file; the line is named.
    """
    path = Path(file)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AcervoError(f"cannot be read ({type(error).__name__})", where=str(path)) from None
    numbered = [
        (number, line)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    rows = list(csv.reader((line for _, line in numbered), delimiter="\t", quoting=csv.QUOTE_NONE))
    header = [name.strip() for name in rows[0]] if rows else []
    if "question" not in header or not set(header) & _WHERE.keys() or set(header) - _KNOWN:
        raise AcervoError(
            f"its header is {', '.join(header) or 'missing'}",
            where=str(path),
            fix=f"Begin with a line of `question` and any of {', '.join(_WHERE)}, parted by tabs.",
        )
    lines = []
    for (number, _), row in zip(numbered[1:], rows[1:], strict=True):
        given = {name: cell.strip() for name, cell in zip(header, row, strict=False)}
        question = given.pop("question", "")
        answer = {name: value for name, value in given.items() if value}
        if len(row) > len(header) or not question or not answer:
            raise AcervoError(
                "not a question and what its answer must be",
                where=f"{path}:{number}",
                fix=f"Give the columns of the header: {', '.join(header)}.",
            )
        lines.append(Line(number, question, answer))
    if not lines:
        raise AcervoError("holds no question", where=str(path), fix="Give some, or delete it.")
    return Golden(path, lines, file_sha256(path))


def judge(
    golden: Golden,
    rows: pl.DataFrame,
    find: Mapping[str, Callable[[Sequence[str], int], npt.NDArray[np.int64]]],
) -> dict[str, Any]:
    """Ask the golden questions, in every mode of search.

    Args:
        golden: questions and answers.
        rows: rows of `schema.CHUNKS`.
        find: by mode, gives for questions the ids of so many best passages, of shape
            (questions, k), -1 for none; `ranking.finders`.

    Returns:
        `questions`: how many; and by mode: `ndcg@10`, `mrr`: means over them (every answer counts
        alike); `missed`: lines of those without an answer among the first ten.

    Raises:
        AcervoError: no passage is as a line says.
    """
    answers: dict[str, set[int]] = {}
    first: dict[str, int] = {}
    for line in golden.lines:
        wanted = [_WHERE[name](value) for name, value in line.answer.items()]
        matching = rows.filter(pl.all_horizontal(wanted))["chunk_id"].to_list()
        if not matching:
            raise AcervoError(
                f"no passage has this {' and '.join(line.answer)}",
                where=f"{golden.file}:{line.number}",
                fix="Correct the line, or delete it if the passage is gone.",
            )
        answers.setdefault(line.question, set()).update(matching)
        first.setdefault(line.question, line.number)
    figures = {
        mode: _figures(by_mode(list(answers), K), list(answers.values()), list(first.values()))
        for mode, by_mode in find.items()
    }
    return {"questions": len(answers), **figures}


def _figures(
    found: npt.NDArray[np.int64], answers: Sequence[set[int]], lines: Sequence[int]
) -> dict[str, Any]:
    """Of one mode: what was found for each question, what answers it, and its line."""
    discounts = 1 / np.log2(np.arange(2, K + 2))
    ndcg, mrr = [], []
    for ids, right in zip(found.tolist(), answers, strict=True):
        hits = np.isin(ids[:K], list(right))
        ndcg.append((discounts[: len(hits)] * hits).sum() / discounts[: len(right)].sum())
        mrr.append(1 / (1 + hits.argmax()) if hits.any() else 0.0)
    return {
        f"ndcg@{K}": round(float(np.mean(ndcg)), 3),
        "mrr": round(float(np.mean(mrr)), 3),
        "missed": [line for line, rank in zip(lines, mrr, strict=True) if not rank],
    }


_KNOWN = {"question", *_WHERE}
