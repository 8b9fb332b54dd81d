"""A server on loopback with the interface of OpenAI's `/v1/embeddings`, which misbehaves on demand."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import numpy as np


class Server(ThreadingHTTPServer):
    """Answers as an embeddings service; `faults` are functions of a request's number."""

    daemon_threads = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.requests, self.headers, self.paths = [], [], []
        self.numbers, self.fault, self.turned = count(), lambda n: None, False
        self.busy, self.most, self.lock, self.delay = 0, 0, threading.Lock(), 0.0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/v1"

    def vector(self, text):
        seed = int.from_bytes(text.encode()[:32], "big") % 2**32 + self.turned
        return np.random.default_rng([seed, len(text)]).standard_normal(32).tolist()

    def answer(self, inputs):
        data = [
            {"object": "embedding", "index": i, "embedding": self.vector(t)}
            for i, t in enumerate(inputs)
        ]
        return {"object": "list", "data": data, "model": "m"}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        server = self.server
        with server.lock:
            server.busy += 1
            server.most = max(server.most, server.busy)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.requests.append(body)
        server.headers.append(dict(self.headers))
        server.paths.append(self.path)
        time.sleep(server.delay)
        fault = server.fault(next(server.numbers))
        status, headers, answer = 200, {}, server.answer(body["input"])
        if callable(fault):
            answer = fault(answer)
        elif fault:
            status, headers, answer = fault
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        with server.lock:
            server.busy -= 1
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


def unit(server, texts):
    vectors = np.array([server.vector(text) for text in texts], dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
