"""The Internet Archive on loopback: as much of it as publishing and reading an item needs.

A file that was sent is seen, in the metadata and in downloads, when the task for it has run: after
`lag` looks at the metadata or the tasks. Requests are numbered from 1; the n-th can be made to fail.
"""

import hashlib
import json
import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import jsonpatch

EMAIL = "street@example.org"
ACCESS, SECRET = "AbcAccess0000000", "AbcSecret0000000"
NODE = "ia800100.us.archive.org"


@dataclass
class Fault:
    """status: answered instead of doing it. drop: "before" or "after" doing it, the connection is
    closed. silent: only when the client hangs up. kill: run before it is closed. stall: seconds
    before it is done. body: changes what is answered. call: run first.
    """

    status: int = 0
    headers: dict = field(default_factory=dict)
    text: str = "<Error><Message>not now</Message></Error>"
    drop: str = ""
    stall: float = 0
    body: Callable[[bytes], bytes] | None = None
    call: Callable[[], None] | None = None
    silent: bool = False
    kill: Callable[[], None] | None = None


@dataclass
class Seen:
    method: str
    host: str
    path: str
    received: int = 0
    status: int = 0  # -1: the connection was closed before it was done


@dataclass
class Item:
    metadata: dict
    files: dict = field(default_factory=dict)  # name: (bytes, mtime), as it is seen
    tasks: list = field(default_factory=list)  # [looks left, what is done]
    made: bool = False
    extra: dict = field(default_factory=dict)


class ArchiveServer:
    def __init__(self, lag=0):
        self.lag = lag
        self.items = {}
        self.accounts = {ACCESS: (SECRET, EMAIL)}
        self.log: list[Seen] = []
        self.faults: dict[int, Fault] = {}
        self.rules: list[tuple[Callable[[Seen], bool], Fault]] = []
        self.watch: Callable[[], None] | None = None
        self.problems: list[str] = []
        self.clock = 1_700_000_000
        self.failed_tasks = 0
        self.outdated: dict[str, bytes] = {}  # name: what downloads still give
        self.busy = 0  # requests that are not done
        self.waited_for_ever: list[str] = []  # what a client did not give up
        self.pick: Callable[[Seen], Fault | None] | None = None  # a fault for any request
        self.lock = threading.RLock()
        outer = self

        class Handler(_Handler):
            server_state = outer

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.port = self.http.server_address[1]
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self):
        self.http.shutdown()
        self.http.server_close()

    # What tests ask and do

    def puts(self):
        return [s.path.split("/", 2)[2] for s in self.log if s.method == "PUT" and s.status == 200]

    def sent(self):
        return sum(s.received for s in self.log if s.method == "PUT")

    def forget(self):
        self.log.clear()
        self.faults.clear()
        self.rules.clear()

    def fail(self, match, fault):
        """The first request for which `match(seen)` is true gets the fault, once."""
        self.rules.append((match, fault))

    def quiet(self):
        """Wait until what a dead client had sent is done."""
        while self.busy:
            time.sleep(0.001)

    def files(self, identifier):
        item = self.items.get(identifier)
        return {name: raw for name, (raw, _) in item.files.items()} if item else {}

    def edit(self, identifier, name, raw):
        """Somebody changes a file in the item by hand; None deletes it."""
        files = self.items[identifier].files
        files.pop(name, None)
        if raw is not None:
            files[name] = (raw, self.tick())

    def tick(self):
        self.clock += 1
        return self.clock

    def run_tasks(self, identifier):
        item = self.items[identifier]
        for _, do in item.tasks:
            do()
        item.tasks.clear()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_state: ArchiveServer

    def log_message(self, *_):
        pass

    def handle_any(self):
        state = self.server_state
        with state.lock:
            state.busy += 1
        try:
            self.serve(state)
        finally:
            with state.lock:
                state.busy -= 1

    def serve(self, state):
        host = self.headers.get("Host", "").split(":")[0]
        url = urlsplit(self.path)
        seen = Seen(self.command, host, unquote(url.path))
        size = int(self.headers.get("Content-Length") or 0)
        with state.lock:
            state.log.append(seen)
            fault = state.faults.pop(len(state.log), None)
            if fault is None and state.pick:
                fault = state.pick(seen)
            for rule in state.rules:
                if fault is None and rule[0](seen):
                    fault = rule[1]
                    state.rules.remove(rule)
                    break
        fault = fault or Fault()
        if fault.call:
            fault.call()
        seen.status = -1  # until it is answered
        if fault.drop == "before":
            return self.cut(fault)
        body = self.rfile.read(size)
        seen.received = len(body)
        if len(body) < size:  # whoever sent it is dead
            return self.cut()
        time.sleep(fault.stall)
        if fault.status:
            seen.status = fault.status
            return self.answer(fault.status, fault.text.encode(), fault.headers)
        with state.lock:
            if state.watch:
                state.watch()
            status, payload, headers = self.route(host, url, body)
            if state.watch:
                state.watch()
        seen.status = status
        if fault.drop == "after":
            return self.cut(fault)
        self.answer(status, payload, headers, fault.body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = handle_any

    def cut(self, fault=None):
        self.close_connection = True
        if fault and fault.kill:
            fault.kill()
        if fault and fault.silent:
            self.connection.settimeout(10)
            try:
                self.rfile.read()
            except TimeoutError:
                self.server_state.waited_for_ever.append(self.path)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def answer(self, status, payload=b"", headers=None, change=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(payload)))
        self.send_header("Connection", "close")  # as the library asks for
        self.end_headers()
        if self.command != "HEAD":
            with suppress(OSError):
                self.wfile.write(change(payload) if change else payload)
        if change:
            self.cut()

    def route(self, host, url, body):
        query = {key: values[0] for key, values in parse_qs(url.query).items()}
        parts = [unquote(part) for part in url.path.split("/")[1:]]
        if host == "s3.us.archive.org":
            return self.s3(parts[0], "/".join(parts[1:]), query, body)
        if host == NODE:
            return self.node(parts[2], "/".join(parts[3:]))
        if host != "archive.org":
            return _json(404, {"error": "no such host here"})
        if parts[0] == "metadata":
            return self.write(parts[1], body) if self.command == "POST" else self.read(parts[1])
        if parts[:2] == ["services", "tasks.php"]:
            return self.tasks(query["identifier"])
        if parts[0] == "download":  # as there: to the machine that holds the item
            where = "/".join(url.path.split("/")[2:])
            return 302, b"", {"Location": f"http://{NODE}/0/items/{where}"}
        return _json(404, {"error": "not found"})

    def account(self, header=None):
        """The account of the request; None if its keys are not valid."""
        match = re.fullmatch(r"LOW ([^:]*):(.*)", header or self.headers.get("Authorization", ""))
        secret, email = self.server_state.accounts.get(match[1], ("", "")) if match else ("", "")
        return email if match and secret and secret == match[2] else None

    def s3(self, identifier, name, query, body):
        state = self.server_state
        email = self.account()
        if "check_auth" in query:
            if email is None:
                return _json(200, {"authorized": False, "error": "invalid key"})
            return _json(200, {"authorized": True, "username": email, "screenname": "street"})
        if email is None:
            return _xml(403, "InvalidAccessKeyId", self.headers.get("Authorization", ""))
        item = state.items.get(identifier)
        if self.command == "HEAD":
            found = item and name in item.files
            return (200 if found else 404), b"", {}
        if item and item.metadata["uploader"] != email:
            return _xml(403, "AccessDenied", "not yours")
        if self.headers.get("x-archive-queue-derive", "0") != "0":
            state.problems.append(f"{name}: derives")
        if self.command == "DELETE":
            if item is None or name not in item.files:
                return _xml(404, "NoSuchKey", name)
            self.later(item, lambda: item.files.pop(name, None))
            return 204, b"", {}
        digest = self.headers.get("Content-MD5")
        if digest is None:
            state.problems.append(f"{name}: without Content-MD5")
        elif digest != hashlib.md5(body).hexdigest():
            return _xml(400, "BadDigest", name)
        if item is None:
            if self.headers.get("x-archive-auto-make-bucket") != "1":
                return _xml(404, "NoSuchBucket", identifier)
            item = state.items[identifier] = Item(
                {**self.item_metadata(identifier), "uploader": email}
            )
        mtime = state.tick()
        self.later(item, lambda: item.files.update({name: (body, mtime)}))
        return 200, b"", {}

    def later(self, item, do):
        def task():
            item.made = True
            do()

        item.tasks.append([self.server_state.lag, task])
        self.advance(item, 0)

    def advance(self, item, looks):
        if item.tasks:
            item.tasks[0][0] -= looks
        while item.tasks and item.tasks[0][0] <= 0:
            item.tasks.pop(0)[1]()

    def item_metadata(self, identifier):
        found = {}
        for header, value in self.headers.items():
            if match := re.fullmatch(r"x-archive-meta(\d\d)-(.+)", header.lower()):
                if quoted := re.fullmatch(r"uri\((.*)\)", value):
                    value = unquote(quoted[1])
                found.setdefault(match[2].replace("--", "_"), {})[int(match[1])] = value
        lists = {key: [v[i] for i in sorted(v)] for key, v in found.items()}
        plain = {key: v[0] if len(v) == 1 else v for key, v in lists.items()}
        return {"identifier": identifier, "mediatype": "data", "collection": "opensource", **plain}

    def read(self, identifier):
        item = self.server_state.items.get(identifier)
        if item is None:
            return _json(200, {})
        self.advance(item, 0)
        answer = {}
        if item.made:
            answer = {
                "metadata": item.metadata,
                "files": [
                    {
                        "name": name,
                        "source": "original",
                        "mtime": str(mtime),
                        "size": str(len(raw)),
                        "md5": hashlib.md5(raw).hexdigest(),
                    }
                    for name, (raw, mtime) in item.files.items()
                ]
                + [
                    {"name": f"{identifier}_files.xml", "source": "metadata", "md5": "0" * 32},
                    {"name": f"{identifier}_meta.xml", "source": "metadata", "size": "9"},
                    {"name": f"{identifier}_meta.sqlite", "source": "original", "size": "9"},
                    {"name": f"{identifier}_archive.torrent", "source": "metadata"},
                    {"name": "__ia_thumb.jpg", "source": "original", "size": "9"},
                    {"name": "history/files/manifest.json.~1~", "source": "original"},
                ],
                "tasks": [{"task_id": n} for n, _ in enumerate(item.tasks)],
                **item.extra,
            }
        self.advance(item, 1)
        return _json(200, answer)

    def tasks(self, identifier):
        if self.account() is None:
            return _json(401, {"success": False, "error": "log in"})
        item = self.server_state.items.get(identifier)
        counts = {"queued": 0, "running": 0, "error": self.server_state.failed_tasks, "paused": 0}
        if item:
            counts["queued"] = len(item.tasks)
            self.advance(item, 1)
        return _json(200, {"success": True, "value": {"summary": counts}})

    def write(self, identifier, body):
        form = {key: values[0] for key, values in parse_qs(body.decode()).items()}
        email = self.account(f"LOW {form.get('access')}:{form.get('secret')}")
        item = self.server_state.items.get(identifier)
        if email is None or item is None or item.metadata["uploader"] != email:
            return _json(
                403, {"success": False, "error": f"no permission for {form.get('access')}"}
            )
        patch = json.loads(form["-patch"])
        if not patch:
            return _json(400, {"success": False, "error": "no changes to _meta.xml"})
        if form.get("-target") != "metadata":
            return _json(400, {"success": False, "error": "no such target"})
        if any("bad" in str(op.get("value")) for op in patch):
            return _json(400, {"success": False, "error": f"bad value {form['secret']}"})
        self.later(
            item, lambda: item.__setattr__("metadata", jsonpatch.apply_patch(item.metadata, patch))
        )
        return _json(200, {"success": True, "task_id": 1})

    def node(self, identifier, name):
        state = self.server_state
        if "Authorization" in self.headers:
            state.problems.append(f"{name}: keys sent to read what is public")
        raw = state.outdated.get(name, state.files(identifier).get(name))
        if raw is None:
            return 404, b"gone", {}
        if match := re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", "")):
            start = int(match[1])
            if start >= len(raw):
                return 416, b"", {"Content-Range": f"bytes */{len(raw)}"}
            span = f"bytes {start}-{len(raw) - 1}/{len(raw)}"
            return 206, raw[start:], {"Content-Range": span}
        return 200, raw, {}


def _json(status, value):
    return status, json.dumps(value).encode(), {"Content-Type": "application/json"}


def _xml(status, code, message):
    text = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
    return status, text.encode(), {"Content-Type": "application/xml"}
