"""Publishing in a process that can be killed: the child of one that has loaded all it needs."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest

from tests.conftest import REPOSITORY
from tests.remotes.archive_route import route_here
from tests.remotes.places import ArchivePlace, HubPlace


class Publisher:
    """Used as a context; `environment` holds the login."""

    def __init__(self, environment):
        paths = os.pathsep.join([str(REPOSITORY), str(REPOSITORY / "scripts")])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.remotes.publisher"],
            env={**os.environ, **environment, "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._started = Event()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def publish(self, target, port, root, receipt):
        """Publish, and return how the process ended: 0, or the negative number of a signal."""
        self._started.clear()
        line = json.dumps([target, port, str(root), str(receipt)])
        print(line, file=self._process.stdin, flush=True)
        self._pid = int(self._process.stdout.readline())
        self._started.set()
        return int(self._process.stdout.readline())

    def kill(self):
        """For a server that has just heard of the child."""
        self._started.wait()
        os.kill(self._pid, signal.SIGKILL)


def _published(target, port, root, receipt):
    from acervo.remotes.publishing import publish

    server = SimpleNamespace(port=port)
    with pytest.MonkeyPatch.context() as patch:
        route_here(patch, server)
        place = (HubPlace if target == "huggingface" else ArchivePlace)(server)
        publish(Path(root), place.store(), Path(receipt))
    return 0


def _main():
    import acervo.remotes.publishing  # noqa: F401  # what is slow to load is loaded before the fork

    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                status = _published(*json.loads(line))
            finally:
                sys.stderr.flush()
                os._exit(status)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    _main()
