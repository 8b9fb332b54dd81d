"""The log of one job: plain lines in a file, errors for people on the terminal as well."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import ENOSPC
from pathlib import Path

from acervo.errors import AcervoError

log = logging.getLogger("acervo")

_NO_SPACE = AcervoError(
    "the disk is full; nothing half-written is left",
    fix="Free some space and run the same command again: it goes on where it stopped.",
)


@contextmanager
def job_log(path: str | Path) -> Iterator[logging.Logger]:
    """Send the library's log, and whatever stops the job, to the file at `path`.

    Progress and warnings go to standard error as well. Snakemake does not copy the traceback of a
    `script:` into its `log:`: a mistake of the user (`AcervoError`) is shown without one and ends
    the process with status 1; any other exception is logged with it and raised again. Lines carry
    no time, so that logs of equal runs are equal.
    """
    file = logging.FileHandler(path, mode="w", encoding="utf-8")
    terminal = logging.StreamHandler()
    terminal.addFilter(lambda record: record.levelno < logging.ERROR)  # shown below, or by Python
    for handler in (file, terminal):
        handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
        log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield log
    except AcervoError as error:
        raise _stop(error) from None
    except Exception as error:
        if os.strerror(ENOSPC) in str(error):  # not always an OSError: FAISS raises RuntimeError
            raise _stop(_NO_SPACE) from None
        log.exception("stopped by an unexpected error")
        raise
    finally:
        for handler in (file, terminal):
            log.removeHandler(handler)
            handler.close()


def _stop(error: AcervoError) -> SystemExit:
    log.error("%s", error)
    print(f"\nError: {error}\n", file=sys.stderr)
    return SystemExit(1)
