"""A repository of `hub_server`: commits, tags, contents."""

import base64
import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Blob:
    data: bytes
    lfs: bool = False

    @property
    def oid(self):
        return hashlib.sha1(b"blob %d\0" % len(self.data) + self.data).hexdigest()

    @property
    def sha256(self):
        return hashlib.sha256(self.data).hexdigest()


@dataclass
class Commit:
    oid: str
    title: str
    message: str
    tree: dict[str, Blob]


@dataclass
class Repo:
    private: bool
    commits: list[Commit] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)

    def commit(self, tree, title, message=""):
        oid = hashlib.sha1(repr((len(self.commits), title, sorted(tree))).encode()).hexdigest()
        self.commits.append(Commit(oid, title, message, dict(tree)))
        return self.commits[-1]

    def at(self, revision):
        if revision == "main":
            return self.commits[-1]
        oid = self.tags.get(revision, revision)
        return next((c for c in self.commits if c.oid == oid), None)


def modes(files, head):
    for file in files:
        sample, old = base64.b64decode(file["sample"]), head.tree.get(file["path"])
        large = b"\0" in sample or file["size"] > 10_000_000 or file["path"].endswith(".parquet")
        mode = "lfs" if large else "regular"
        oid = {"oid": old.sha256 if old.lfs else old.oid} if old else {}
        yield {"path": file["path"], "uploadMode": mode, "shouldIgnore": False} | oid


def entry(path, blob):
    found = {"type": "file", "path": path, "size": len(blob.data), "oid": blob.oid}
    if blob.lfs:
        pointer = hashlib.sha1(blob.sha256.encode()).hexdigest()
        lfs = {"oid": blob.sha256, "size": len(blob.data), "pointerSize": 130}
        found |= {"oid": pointer, "lfs": lfs}
    return found


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


def ranged(data, headers):
    wanted = headers.get("Range", "")
    if not wanted:
        return Reply(200, data)
    start = int(wanted.removeprefix("bytes=").split("-")[0])
    if start >= len(data):
        return Reply(416, b"", {"Content-Range": f"bytes */{len(data)}"})
    return Reply(206, data[start:], {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"})
