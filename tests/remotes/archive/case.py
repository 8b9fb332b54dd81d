"""Datasets, a store for them, and what readers and the core of publishing do with it."""

import hashlib
import json

from acervo.remotes.archive import ArchiveStore
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

ITEM = "rua-das-acacias"
ABOUT = {
    "title": "Rua das Acácias",
    "description": "A street.\nIts messages.",
    "creator": ["Ana", "Rui"],
    "subject": ["rua", "horta comunitária"],
    "language": "por",
    "licenseurl": "https://creativecommons.org/licenses/by/4.0/",
    "mediatype": "data",
    "collection": "opensource",
}
A = {
    "README.md": b"# Rua\n",
    "messages/2024-05.parquet": b"may" * 50,
    "messages/2024-06.parquet": b"june" * 60,
    "embeddings/tiny/2024-05.parquet": bytes(range(256)) * 300,
    "index/tiny/faiss.index": b"index" * 90,
    "LICENSE": b"",
}
B = {**A, "messages/2024-06.parquet": b"JUNE" * 61}
C = {**A, "messages/2024-07.parquet": b"july" * 10}


def store(keep=None, metadata=ABOUT, wait=5.0, identifier=ITEM):
    config = {"general": {"secure": False}}
    return ArchiveStore(identifier, metadata, keep, wait=wait, pause=0, config=config)


def write(root, files, title="Rua"):
    """A dataset with these files; return its manifest."""
    for path, raw in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(raw)
    entries = {
        path: {
            "sha256": hashlib.sha256(raw).hexdigest(),
            "md5": hashlib.md5(raw).hexdigest(),
            "bytes": len(raw),
        }
        for path, raw in sorted(files.items())
    }
    content = json.dumps([title, entries]).encode()
    made = {
        "revision": hashlib.sha256(content).hexdigest()[:16],
        "total_bytes": sum(map(len, files.values())),
        "dataset": {"title": title},
        "files": entries,
    }
    (root / "manifest.json").write_text(json.dumps(made, indent=2))
    return made


def message(manifest):
    return f"reindex: {manifest['revision']}, 1 messages added\n\n- rua, 2024-06: 1 added\n"


def publish(place, root, manifest, attempts=1):
    """As the core of publishing does it."""
    receipt = Receipt("archive", place.url, manifest["revision"])
    for left in reversed(range(attempts)):
        receipt.attempts += 1
        try:
            place.check()
            head = place.head()
            assert head.foreign == []
            if head.manifest == manifest:
                receipt.status = "published" if receipt.uploaded else "unchanged"
                return receipt
            place.send(root, manifest, head, message(manifest), receipt)
            assert place.head().manifest == manifest
            receipt.status = "published"
            return receipt
        except Transient:
            if not left:
                raise
    return receipt


def hashed(path, raw):
    return hashed_name(path, {"sha256": hashlib.sha256(raw).hexdigest()})


def complete(files, allowed):
    """What a reader finds: nothing, or a revision of which every byte is there."""
    if "manifest.json" not in files:
        return None
    manifest = json.loads(files["manifest.json"])
    assert manifest["revision"] in allowed
    for path, entry in manifest["files"].items():
        raw = files[hashed_name(path, entry)]
        assert hashlib.sha256(raw).hexdigest() == entry["sha256"]
    return manifest["revision"]


def hashed_name(path, entry):
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}.{entry['sha256'][:16]}.{suffix}" if dot else f"{path}.{entry['sha256'][:16]}"


def watch(server, *allowed):
    """Let a reader look before and after every request that does something."""

    def look():
        try:
            complete(server.files(ITEM), {made["revision"] for made in allowed})
        except (AssertionError, KeyError) as error:
            server.problems.append(f"a reader sees half a revision: {error!r}")

    server.watch = look


def read_all(place, revision):
    return {
        path: b"".join(place.read(revision, path)) for path in place.manifest(revision)["files"]
    }
