"""Raw exports in, records out: one module per kind of source."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from acervo.errors import AcervoError
from acervo.sources import newsletter, whatsapp
from acervo.sources.report import FileReport

# read(path, file=, source=, **options) -> records in the order of the file, and their account
Reader = Callable[..., tuple[pl.DataFrame, FileReport]]

READERS: dict[str, Reader] = {"whatsapp": whatsapp.read, "newsletter": newsletter.read}


def parse(
    kind: str, files: Sequence[str | Path], *, source: str, options: dict[str, Any]
) -> tuple[pl.DataFrame, list[FileReport]]:
    """Read the files of one export.

    Args:
        kind: a key of `READERS`.
        files: raw files, read in sorted order.
        source: the configured name, which stands for the export from here on.
        options: what the reader of this kind takes (`timezone`, `date_order`, ...).

    Returns:
        Rows of `schema.RECORDS`, `position` counted over all files, and one report per file.

    Raises:
        AcervoError: a file that cannot be taken at all, named with the reason.
    """
    try:
        read = READERS[kind]
    except KeyError:
        raise AcervoError(
            f"unknown kind of source {kind!r}", fix=f"Known: {', '.join(READERS)}."
        ) from None
    tables, reports = [], []
    for path in sorted(files, key=str):
        records, report = read(Path(path), file=str(path), source=source, **options)
        tables.append(records)
        reports.append(report.check())
    records = pl.concat(tables)
    return records.with_columns(position=pl.int_range(pl.len(), dtype=pl.Int32)), reports
