"""A Hugging Face Hub on loopback: what the real client needs to publish and read a dataset.

Faults can be ordered for the n-th request that matches; all requests are logged.
"""

import base64
import hashlib
import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.remotes.hub_repository import Blob, Reply, Repo, entry, modes, ranged

WRITER, READER, FINE, OTHER = (f"hf_{who}" + "x" * 30 for who in ("writer", "reader", "fine", "o"))
PAGE = 100


def me(role="write", orgs=(("rua", "write"),), scoped=()):
    """What `whoami-v2` answers."""
    access = {"displayName": "t", "role": role}
    if role == "fineGrained":
        entities = [{"entity": {"type": t, "name": n}, "permissions": p} for t, n, p in scoped]
        access["fineGrained"] = {"global": [], "scoped": entities}
    return {
        "type": "user",
        "name": "ana",
        "orgs": [{"name": n, "roleInOrg": r} for n, r in orgs],
        "auth": {"type": "access_token", "accessToken": access},
    }


@dataclass
class Fault:
    method: str
    part: str
    at: int
    status: int | None = None
    retry_after: int | None = None
    drop: str = ""  # "before" it is executed, or "after"
    stall: float = 0
    truncate: int | None = None
    corrupt: bool = False
    whole: bool = False  # as if no range was asked for
    message: str = "ordered by the test"
    headers: dict[str, str] = field(default_factory=dict)
    callback: Callable[[], None] | None = None
    silent: bool = False  # a drop: nothing is said, and the client has to hang up
    kill: Callable[[], None] | None = None  # run at a drop


@dataclass
class Request:
    method: str
    path: str
    received: int
    token: str


def answer(value, status=200, **headers):
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"} | headers)


def refuse(status, message, code=""):
    headers = {"X-Error-Message": message} | ({"X-Error-Code": code} if code else {})
    return answer({"error": message}, status, **headers)


class Hub:
    """The server, running while it is used as a context."""

    def __init__(self):
        self.users = {WRITER: me(), READER: me("read"), OTHER: me(orgs=())}
        self.repos: dict[str, Repo] = {}
        self.objects: dict[str, bytes] = {}
        self.arrived: list[str] = []  # digests of contents, as often as they came
        self.busy = 0  # requests that are not done
        self.waited_for_ever: list[str] = []  # what a client did not give up
        self.faults: list[Fault] = []
        self.log: list[Request] = []
        self.lock = threading.RLock()
        self.pick: Callable[[str, str], bool] | None = None  # requests that fail as `how` says
        self.how: dict[str, Any] = {}

    def __enter__(self):
        handler = type("Handler", (_Handler,), {"hub": self})
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.http.daemon_threads = True
        self.address = f"127.0.0.1:{self.http.server_port}"
        self.endpoint = f"http://{self.address}"
        threading.Thread(target=self.http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()

    def fail(self, method, part, at=1, **how):
        """Order a fault for the `at`-th request from now on whose address holds `part`."""
        self.faults.append(Fault(method, part, at, **how))

    def quiet(self):
        """Wait until what a dead client had sent is done."""
        while self.busy:
            time.sleep(0.001)

    def count(self, method, part):
        return sum(r.method == method and part in r.path for r in self.log)

    def fault(self, method, path):
        with self.lock:
            hit = None
            if self.pick and self.pick(method, path):
                return Fault(method, path, 1, **self.how)
            for fault in self.faults:
                if fault.method == method and fault.part in path:
                    fault.at -= 1
                    hit = fault if fault.at == 0 else hit
            if hit:
                self.faults.remove(hit)
            return hit or Fault("", "", 0)

    def respond(self, method, address, body, headers):
        split = urlsplit(address)
        path, query = split.path, parse_qs(split.query)
        token = headers.get("Authorization", "").removeprefix("Bearer ")
        parts = [unquote(part) for part in path.strip("/").split("/")]
        match [method, *parts]:
            case ["PUT", "lfs", oid]:
                if hashlib.sha256(body).hexdigest() != oid:
                    return refuse(400, "wrong digest")
                self.objects[oid] = body
                self.arrived.append(oid)
                return Reply()
            case ["GET", "cdn", oid]:
                return ranged(self.objects[oid], headers)
        if token and token not in self.users:
            return refuse(401, "Invalid credentials in Authorization header")
        match [method, *parts]:
            case ["GET", "api", "whoami-v2"]:
                return answer(self.users[token]) if token else refuse(401, "Invalid username")
            case ["POST", "api", "validate-yaml"]:
                bad = json.loads(body)["content"].startswith("---\nlicense: [")
                errors = [{"message": "license must be a string"}] if bad else []
                return answer({"errors": errors, "warnings": []}, 400 if bad else 200)
            case ["POST", "api", "repos", "create"]:
                return self._create(json.loads(body), token)
            case ["GET" | "HEAD", "datasets", org, name, "resolve", revision, *file]:
                return self._of(org, name, token, method, ["resolve", revision, *file], {}, headers)
            case ["POST", "datasets", org, name, *rest]:
                name = name.removesuffix(".git")
                return self._of(org, name, token, method, rest, json.loads(body), headers)
            case [_, "api", "datasets", org, name, *rest]:
                return self._of(org, name, token, method, rest, body, headers, query)
        return refuse(404, f"unknown address {path}")

    def _writes(self, org, token):
        user = self.users.get(token, {"name": "", "orgs": []})
        role = user and user.get("auth", {}).get("accessToken", {}).get("role")
        member = org == user["name"] or org in [o["name"] for o in user["orgs"]]
        return role != "read" and (member or role == "fineGrained")

    def _create(self, asked, token):
        if not self._writes(asked["organization"], token):
            return refuse(403, f"You don't have the rights to create a dataset under {asked}")
        name = f"{asked['organization']}/{asked['name']}"
        if name in self.repos:
            taken = {"error": "You already created this dataset repo"}
            return answer(taken | {"url": f"{self.endpoint}/datasets/{name}"}, 409)
        self.repos[name] = Repo(asked.get("visibility") == "private")
        self.repos[name].commit({".gitattributes": Blob(b"*.parquet lfs\n")}, "initial commit")
        return answer({"url": f"{self.endpoint}/datasets/{name}"})

    def _of(self, org, name, token, method, rest, body, headers, query=None):
        repo = self.repos.get(f"{org}/{name}")
        member = token and org in (
            self.users[token]["name"],
            *(o["name"] for o in self.users[token]["orgs"]),
        )
        fine = token and self.users[token]["auth"]["accessToken"]["role"] == "fineGrained"
        if repo is None or (repo.private and not member and not fine):
            return refuse(404 if token else 401, "Repository not found", "RepoNotFound")
        if method not in ("GET", "HEAD") and not self._writes(org, token):
            return refuse(403, "Forbidden: pass a token with write access")
        base = f"{self.endpoint}/datasets/{org}/{name}"
        match [method, *rest]:
            case ["GET"]:
                return self._info(repo, f"{org}/{name}", "main")
            case ["GET", "revision", revision]:
                return self._info(repo, f"{org}/{name}", revision)
            case ["GET", "refs"]:
                tags = [
                    {"name": t, "ref": f"refs/tags/{t}", "targetCommit": c}
                    for t, c in repo.tags.items()
                ]
                head = {"ref": "refs/heads/main", "targetCommit": repo.commits[-1].oid}
                return answer({"branches": [{"name": "main"} | head], "converts": [], "tags": tags})
            case ["POST", "tag", revision]:
                tag, commit = json.loads(body)["tag"], repo.at(revision)
                if tag in repo.tags:
                    return refuse(409, "Tag reference exists already")
                repo.tags[tag] = commit.oid
                return Reply()
            case ["DELETE", "tag", tag]:
                if repo.tags.pop(tag, None) is None:
                    return refuse(404, "Tag not found", "RevisionNotFound")
                return Reply()
            case ["POST", "info", "lfs", "objects", "batch"]:
                return answer({"transfer": "basic", "objects": [*self._batch(body, base)]})
            case ["POST", "lfs-verify"]:
                held = len(self.objects.get(body["oid"], b"")) == body["size"]
                return Reply() if held else refuse(404, "not uploaded")
            case ["POST", "preupload", _]:
                return answer({"files": [*modes(json.loads(body)["files"], repo.commits[-1])]})
            case ["POST", "commit", "main"]:
                with self.lock:
                    return self._commit(
                        repo, base, [json.loads(line) for line in body.split(b"\n") if line]
                    )
        commit = repo.at(rest[1])
        if commit is None:
            return refuse(404, f"Invalid rev id: {rest[1]}", "RevisionNotFound")
        match [method, *rest]:
            case ["GET", "commits", _]:
                history = repo.commits[: repo.commits.index(commit) + 1]
                return answer(
                    [
                        {
                            "id": c.oid,
                            "authors": [{"user": "ana"}],
                            "date": "2024-01-01T00:00:00.000Z",
                            "title": c.title,
                            "message": c.message,
                        }
                        for c in reversed(history)
                    ]
                )
            case ["GET", "tree", revision]:
                start = int(query.get("cursor", ["0"])[0])
                more = start + PAGE
                page = [entry(p, b) for p, b in sorted(commit.tree.items())][start:more]
                next_page = (
                    f"{self.endpoint}/api/datasets/{org}/{name}/tree/{revision}?cursor={more}"
                )
                link = {"Link": f'<{next_page}>; rel="next"'} if more < len(commit.tree) else {}
                return answer(page, **link)
            case ["GET" | "HEAD", "resolve", _, *file]:
                return self._resolve(commit, "/".join(file), headers)
        return refuse(404, f"unknown address {rest}")

    def _info(self, repo, name, revision):
        commit = repo.at(revision)
        if commit is None:
            return refuse(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        return answer({"id": name, "sha": commit.oid, "private": repo.private, "siblings": []})

    def _batch(self, body, base):
        for wanted in body["objects"]:
            if wanted["oid"] in self.objects:
                yield wanted
            else:
                upload = {"href": f"{self.endpoint}/lfs/{wanted['oid']}?X-Amz-Signature=abc"}
                actions = {"upload": upload, "verify": {"href": f"{base}/lfs-verify"}}
                yield wanted | {"actions": actions}

    def _commit(self, repo, base, lines):
        head, tree = repo.commits[-1], dict(repo.commits[-1].tree)
        header = lines[0]["value"]
        if header.get("parentCommit", head.oid) != head.oid:
            return refuse(412, "A commit has happened since. Please refresh and try again.")
        for line in lines[1:]:
            value = line["value"]
            match line["key"]:
                case "file":
                    tree[value["path"]] = Blob(base64.b64decode(value["content"]))
                case "lfsFile":
                    if value["oid"] not in self.objects:
                        return refuse(400, "LFS pointer pointed to a file that does not exist")
                    tree[value["path"]] = Blob(self.objects[value["oid"]], lfs=True)
                case "deletedFile":
                    if tree.pop(value["path"], None) is None:
                        return refuse(404, "A file with this name doesn't exist", "EntryNotFound")
        files = [line["value"]["path"] for line in lines if line["key"] == "file"]
        self.arrived += [tree[path].sha256 for path in files]
        made = repo.commit(tree, header["summary"], header["description"])
        return answer(
            {"success": True, "commitUrl": f"{base}/commit/{made.oid}", "commitOid": made.oid}
        )

    def _resolve(self, commit, path, headers):
        blob = commit.tree.get(path)
        if blob is None:
            return refuse(404, "Entry not found", "EntryNotFound")
        facts = {"X-Repo-Commit": commit.oid, "ETag": f'"{blob.sha256 if blob.lfs else blob.oid}"'}
        if not blob.lfs:
            reply = ranged(blob.data, headers)
            return Reply(reply.status, reply.body, reply.headers | facts)
        # Another origin, as on the real Hub: no token may go there.
        place = f"http://localhost:{self.http.server_port}/cdn/{blob.sha256}?X-Amz-Signature=abc"
        facts |= {
            "Location": place,
            "X-Linked-Size": str(len(blob.data)),
            "X-Linked-ETag": facts["ETag"],
        }
        return Reply(302, b"", facts)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    hub: Hub

    def log_message(self, *_):
        pass

    def _body(self):
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _serve(self):
        with self.hub.lock:
            self.hub.busy += 1
        try:
            self._answer(self._body())
        finally:
            with self.hub.lock:
                self.hub.busy -= 1

    def _answer(self, body):
        token = self.headers.get("Authorization", "")
        self.hub.log.append(Request(self.command, self.path, len(body), token))
        fault = self.hub.fault(self.command, self.path)
        if fault.callback:
            fault.callback()
        time.sleep(fault.stall)
        if fault.drop == "before":
            return self._hang_up(fault)
        if fault.status:
            reply = refuse(fault.status, fault.message)
            reply.headers |= fault.headers
            if fault.retry_after is not None:
                reply.headers["Retry-After"] = str(fault.retry_after)
        else:
            if fault.whole:
                del self.headers["Range"]
            reply = self.hub.respond(self.command, self.path, body, self.headers)
        if fault.drop == "after":
            return self._hang_up(fault)
        sent = reply.body
        if fault.corrupt and sent:
            sent = bytes([sent[0] ^ 1]) + sent[1:]
        try:
            self.send_response(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(sent if fault.truncate is None else sent[: fault.truncate])
        except OSError:
            return self._hang_up()  # the client did not wait
        if fault.truncate is not None:
            self._hang_up()

    def _hang_up(self, fault=None):
        self.close_connection = True
        if fault and fault.kill:
            fault.kill()
        if fault and fault.silent:
            self.connection.settimeout(10)
            try:
                self.rfile.read()
            except TimeoutError:
                self.hub.waited_for_ever.append(self.path)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve
