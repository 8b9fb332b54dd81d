"""A small invented dataset, and what a publisher does with it."""

import json
from hashlib import md5, sha256

from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

REPO = "rua/memoria"
A, B = "a" * 16, "b" * 16
LFS = "messages/2024-05.parquet"
SMALL = "reports/tiny.json"
FILES = {
    "README.md": b"---\nlicense: cc-by-4.0\n---\n# Rua\n",
    LFS: b"PAR1\0" + bytes(range(256)) * 400,
    "messages/2024-06.parquet": b"PAR1\0" + bytes(range(255, -1, -1)) * 300,
    "index/tiny/faiss.index": b"IxMp\0\1\2" * 1000,
    SMALL: b'{"recall": 0.99}\n',
}
CHANGED = FILES | {LFS: FILES[LFS] + b"more", SMALL: b'{"recall": 0.98}\n'}


def build(root, files=FILES, revision=A):
    """A folder with these files, and a manifest that says so."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    entries = {
        path: {
            "sha256": sha256(content).hexdigest(),
            "md5": md5(content).hexdigest(),
            "bytes": len(content),
        }
        for path, content in files.items()
    }
    tiny = {"name": "test/tiny", "package": None, "revision": None, "sha256": "0" * 64}
    tiny |= {"fingerprint": "0" * 16, "dimension": 2, "dtype": "float32", "normalised": True}
    tiny |= {"precision": "float32", "backend": "local", "endpoint": None}
    manifest = {
        "manifest_version": 1,
        "revision": revision,
        "last_export_date": "2024-06-09",
        "last_export_timestamp": "2024-06-09T00:00:00Z",
        "dataset": {"name": "rua", "title": "Rua", "license": "cc-by-4.0", "languages": ["pt"]},
        "embed_model": "tiny",
        "models": {"tiny": tiny | {"prompts": {"query": "", "passage": ""}}},
        "privacy": {"scheme": "s", "key_id": "0" * 16, "time": "day", "rules": 1},
        "num_messages": 1,
        "num_chunks": 0,
        "files": entries,
        "total_files": len(entries),
        "total_rows": 1,
        "total_bytes": sum(len(content) for content in files.values()),
    }
    (root / "manifest.json").write_text(json.dumps(manifest))
    return manifest


def send(store, root, manifest, head=None):
    receipt = Receipt("huggingface", store.url, manifest["revision"])
    store.send(root, manifest, head or store.head(), "Title\n\nWhat changed.", receipt)
    return receipt


def published(store, root, files=FILES, revision=A):
    manifest = build(root, files, revision)
    return manifest, send(store, root, manifest)


def again(store, root, manifest, promote=True):
    """As the core does it, without waiting; the receipt, and what went wrong on the way."""
    receipt, problems = Receipt("huggingface", store.url, manifest["revision"]), []
    for _ in range(6):
        try:
            store.check()
            head = store.head()
            assert head.foreign == []
            if head.manifest != manifest:
                store.send(root, manifest, head, "Title", receipt)
                head = store.head()
            assert head.manifest == manifest
            if promote and store.stable() != manifest["revision"]:
                store.promote(manifest["revision"])
            return receipt, problems
        except Transient as error:
            problems.append(error)
    raise AssertionError(problems)
