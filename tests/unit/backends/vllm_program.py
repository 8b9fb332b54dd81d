"""Stands in for the program `vllm`: a process with its arguments, its environment, and its answers.

The environment variable STAND_IN says, as JSON, how it behaves (`as`), the file in which it notes what
it was given (`notes`), and the file with vectors of texts (`vectors`); other texts have random ones.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from tests.unit.backends.embeddings_server import Handler, Server

DIED = "RuntimeError: no accelerator found"


class VllmHandler(Handler):
    def do_GET(self):
        ready = self.path == "/health" and self.server.ready <= time.monotonic()
        self.send_response(200 if ready else 503)
        self.send_header("Content-Length", "0")
        self.end_headers()


class Vllm(Server):
    def __init__(self, arguments, known, ready_in, killed_by):
        super().__init__(arguments.port)
        self.RequestHandlerClass = VllmHandler
        self.arguments, self.known, self.killed_by = arguments, known, killed_by
        self.ready = time.monotonic() + ready_in
        self.fault = self.refuse

    def refuse(self, n):
        """As vLLM does: no key, another model, a text that is too long."""
        if n == self.killed_by:
            os.kill(os.getpid(), signal.SIGKILL)
        if self.headers[-1].get("Authorization") != f"Bearer {os.environ['VLLM_API_KEY']}":
            return 401, {}, {"error": "Unauthorized"}
        body = self.requests[-1]
        if body.pop("encoding_format") != "float" or body.keys() != {"model", "input"}:
            return 400, {}, {"error": "unknown fields"}
        if body["model"] != self.arguments.served_model_name:
            return 404, {}, {"error": "no such model"}
        if any(len(text.split()) > self.arguments.max_model_len for text in body["input"]):
            return 400, {}, {"error": "too long"}
        return None

    def vector(self, text):
        width = len(next(iter(self.known.values()), range(32)))
        return self.known.get(text) or np.resize(super().vector(text), width).tolist()


def install(folder):
    """Put the program into a folder, which is made; its path."""
    folder.mkdir()
    file = folder / "vllm"
    root = Path(__file__).parents[3]
    file.write_text(f'#!/bin/sh\nPYTHONPATH="{root}" exec "{sys.executable}" "{__file__}" "$@"\n')
    file.chmod(0o755)
    return file


def main():
    parser = argparse.ArgumentParser("vllm", allow_abbrev=False)
    serve = parser.add_subparsers(required=True).add_parser("serve", allow_abbrev=False)
    serve.add_argument("model", type=Path)
    serve.add_argument("--served-model-name", required=True)
    serve.add_argument("--host", choices=["127.0.0.1"], required=True)
    serve.add_argument("--port", type=int, required=True)
    serve.add_argument("--runner", choices=["auto", "generate", "pooling", "draft"])
    serve.add_argument("--convert", choices=["auto", "none", "embed", "classify"])
    serve.add_argument(
        "--dtype", choices=["auto", "bfloat16", "float", "float16", "float32", "half"]
    )
    serve.add_argument("--max-model-len", type=int)
    arguments = parser.parse_args()
    told = json.loads(os.environ["STAND_IN"])
    engine = subprocess.Popen(["sleep", "60"])  # as vLLM has one, in its group
    given = {
        "pids": [os.getpid(), engine.pid],
        "environment": dict(os.environ),
        "port": arguments.port,
    }
    given |= {"dtype": arguments.dtype, "model": str(arguments.model)}
    with Path(told["notes"]).open("a") as notes:
        notes.write(json.dumps(given) + "\n")
    if told["as"] == "dies":
        print("\n".join(f"INFO line {i}" for i in range(30)), DIED, sep="\n")
        raise SystemExit(3)
    if told["as"] == "hangs":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(60)
    known = json.loads(Path(told["vectors"]).read_text()) if told.get("vectors") else {}
    ready_in = 0.3 if told["as"] == "slow" else 0
    Vllm(arguments, known, ready_in, told.get("killed_by")).serve_forever(poll_interval=0.05)


if __name__ == "__main__":
    main()
