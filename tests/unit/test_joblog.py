import errno
import logging
import os

import pytest
from acervo.errors import AcervoError
from acervo.joblog import job_log, log


@pytest.fixture(autouse=True)
def handlers_are_removed():
    before = list(log.handlers)
    yield
    assert log.handlers == before


def test_lines_of_the_library_go_to_the_file_without_time(tmp_path):
    file = tmp_path / "job.log"
    file.write_text("of an earlier run")
    with job_log(file) as logger:
        logger.info("olá")
        logging.getLogger("acervo.encoding").warning("%d left", 3)
        logging.getLogger("acervo.encoding").debug("detail")
        logging.getLogger("elsewhere").warning("not ours")
    assert file.read_text(encoding="utf-8") == "INFO olá\nWARNING 3 left\n"


def test_a_mistake_of_the_user_is_told_without_traceback(tmp_path, capsys):
    file = tmp_path / "job.log"
    with pytest.raises(SystemExit) as stopped, job_log(file):
        raise AcervoError("no file matches", where="sources.praca", fix="Put one there.")
    assert stopped.value.code == 1
    assert stopped.value.__suppress_context__
    message = "sources.praca: no file matches\n  Put one there."
    assert f"Error: {message}\n" in capsys.readouterr().err
    assert file.read_text() == f"ERROR {message}\n"


def test_an_unexpected_error_is_logged_with_its_traceback_and_raised(tmp_path, capsys):
    file = tmp_path / "job.log"
    with pytest.raises(ZeroDivisionError), job_log(file):
        _ = 1 / 0
    logged = file.read_text()
    assert logged.startswith("ERROR ") and "Traceback" in logged and "_ = 1 / 0" in logged
    assert "Error:" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "full",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        RuntimeError(f"write: {os.strerror(errno.ENOSPC)}"),
    ],
)
def test_a_full_disk_is_told_without_traceback(tmp_path, capsys, full):
    file = tmp_path / "job.log"
    with pytest.raises(SystemExit), job_log(file):
        raise full
    assert "the disk is full" in capsys.readouterr().err
    assert "Traceback" not in file.read_text()


def test_logs_of_two_jobs_in_one_process_do_not_mix(tmp_path):
    for name in ("a", "b"):
        with job_log(tmp_path / name) as logger:
            logger.info(name)
    assert (tmp_path / "a").read_text() == "INFO a\n"
    assert (tmp_path / "b").read_text() == "INFO b\n"
