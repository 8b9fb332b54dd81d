"""vLLM: `vllm serve` as a process of its own for as long as a job encodes, asked by HTTP.

No job imports vLLM: it brings a torch of its own, so it is best installed apart. The server listens
on loopback only, wants a key that nobody else has, and sends nothing to anybody. What it says is
kept in a file without a name, and shown only if it ends before it has seen a text.
"""

import logging
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, ClassVar
from weakref import finalize

import httpx2

from acervo.backends.backend import Backend
from acervo.backends.endpoint import Endpoint, NotNow
from acervo.backends.exported import check
from acervo.errors import AcervoError
from acervo.models import Model

log = logging.getLogger(__name__)

_READY_IN = 1800.0  # seconds; large models are read, and compiled for the GPU
_LOOK_EVERY = 0.5  # seconds
_TELL_EVERY = 30.0  # seconds
_END_IN = 20.0  # seconds
_LAST_LINES = 20


class VllmServer(Endpoint):
    """A server that lives until `close`, or as long as this process."""

    portion = Backend.portion
    who = "vLLM"
    hints: ClassVar[Mapping[int, str]] = {
        200: "Use the backend sentence-transformers for this model.",
        400: "Does this version of vLLM know the model?",
    }

    def __init__(self, model: Model, *, precision: str) -> None:
        """Start the server and wait until it is ready.

        Args:
            model: the model.
            precision: vLLM's `--dtype`; its `auto` may be float16, which is nearer to the original
                than bfloat16.

        Raises:
            AcervoError: vLLM is not installed, ends at once, or is not ready within half an hour.
        """
        where = f"models.{model.spec.alias}.backend"
        program, port, key = _program(where), _free_port(), secrets.token_urlsafe(32)
        self._address = f"http://127.0.0.1:{port}"
        super().__init__(
            f"{self._address}/v1",
            {"model": model.spec.name},
            dimension=model.dimension,
            where=where,
            key=key,
            by_proxy=False,
        )
        command = [
            *(program, "serve", str(model.folder)),
            *("--served-model-name", model.spec.name),
            *("--host", "127.0.0.1", "--port", str(port)),
            *("--runner", "pooling", "--convert", "embed"),
            *("--dtype", precision),
            *("--max-model-len", str(model.max_tokens)),
        ]
        output = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the server)
        self._process = subprocess.Popen(
            [*_dies_with_us(), *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=_environment(key),
            start_new_session=True,  # a group to end, which no Ctrl-C ends before us
        )
        self._end = finalize(self, _end, self._process, output)
        try:
            self._await(output)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the server, and all that it started."""
        super().close()
        self._end()

    def _ask(self, texts: Sequence[str]) -> Any:
        try:
            return super()._ask(texts)
        except NotNow:
            if self._process.poll() is None:
                raise
            raise AcervoError(
                f"vLLM has ended while it was encoding (status {self._process.returncode})",
                where=self.where,
                fix="Is there enough memory? Run the same command again: it goes on where it "
                "stopped.",
            ) from None

    def _await(self, output: IO[bytes]) -> None:
        """Until the server is ready."""
        log.info("vLLM is starting")
        started = time.monotonic()
        told = 0.0
        while self._process.poll() is None:
            waited = time.monotonic() - started
            if self._is_ready():
                log.info("vLLM is ready after %.0f s", waited)
                return
            if waited > _READY_IN:
                what = f"vLLM was not ready after {waited:.0f} s"
                break
            if waited - told >= _TELL_EVERY:
                told = waited
                log.info("vLLM is not ready yet, after %.0f s", waited)
            time.sleep(_LOOK_EVERY)
        else:
            what = f"vLLM ended before it was ready (status {self._process.returncode})"
        lines = _tail(output)
        for line in lines:
            log.warning("vLLM: %s", line)
        raise AcervoError(
            what,
            where=self.where,
            fix="The log has its last lines. Is there a GPU, with enough free memory, and does "
            "vLLM know this model?"
            if lines
            else "It said nothing. Try `vllm serve` by hand.",
        )

    def _is_ready(self) -> bool:
        try:
            return self._client.get(f"{self._address}/health", timeout=5).status_code == 200
        except httpx2.TransportError:
            return False


def open_server(model: Model, folder: Path, *, precision: str) -> VllmServer:
    """Start vLLM for a model that `exporting.export` has compared with the original.

    Raises:
        AcervoError: another model was compared; as `VllmServer`.
    """
    check(model, folder)
    return VllmServer(model, precision=precision)


def _program(where: str) -> str:
    """The program `vllm`: beside this Python, or on the path."""
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join([beside, os.environ.get("PATH", os.defpath)])
    found = shutil.which("vllm", path=path)
    if found is None:
        raise AcervoError(
            "the backend vllm needs the program vllm, which is not installed",
            where=where,
            fix="pip install vllm (in an environment of its own, with its program on the PATH; "
            "it needs a GPU)",
        )
    return found


def _dies_with_us() -> list[str]:
    """Before a command: it gets SIGTERM when this thread is killed, and could not end it itself."""
    setpriv = shutil.which("setpriv")  # of util-linux
    return [setpriv, "--pdeathsig", "TERM"] if setpriv else []


def _environment(key: str) -> dict[str, str]:
    """Ours without our own secrets; the key stands nowhere else: arguments can be read by all."""
    ours = {name: text for name, text in os.environ.items() if not name.startswith("ACERVO_")}
    return {**ours, "VLLM_API_KEY": key, "VLLM_NO_USAGE_STATS": "1", "HF_HUB_OFFLINE": "1"}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _tail(output: IO[bytes]) -> list[str]:
    """The last lines; read without moving the place where the server writes."""
    size = os.fstat(output.fileno()).st_size
    text = os.pread(output.fileno(), 8192, max(size - 8192, 0)).decode(errors="replace")
    return text.splitlines()[-_LAST_LINES:]


def _end(process: "subprocess.Popen[bytes]", output: IO[bytes]) -> None:
    """End the server as it wants to be ended, then whatever is left of its group."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_END_IN)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    output.close()
