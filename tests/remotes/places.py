"""The Hub and the Archive as tests of what may go wrong see them: alike."""

import copy
import json
from hashlib import md5, sha256

from acervo.remotes.archive import ArchiveStore
from acervo.remotes.huggingface import HuggingFaceStore

from tests.remotes.archive_server import Fault
from tests.remotes.hub_dataset import REPO
from tests.remotes.hub_server import WRITER

ITEM = "rua-memoria"
BESIDE = {".gitattributes", "CHANGELOG.md", "manifest.json"}  # no revision names them


class HubPlace:
    """`fault`, if set, says for the method and path of a request what goes wrong with it."""

    target = "huggingface"

    def __init__(self, server):
        self.server, self.fault = server, None
        server.pick = self._pick

    def _pick(self, method, path):
        wrong = self.fault(method, path) if self.fault else None
        self.server.how = {"truncate": 5} if wrong == {"damage": "truncated"} else wrong
        self.server.how = {"corrupt": True} if wrong == {"damage": "corrupted"} else self.server.how
        return wrong is not None

    def store(self):
        return HuggingFaceStore(REPO, token=WRITER)

    def state(self):
        return copy.deepcopy((self.server.repos, self.server.objects))

    def reset(self, state):
        self.server.repos, self.server.objects = copy.deepcopy(state)
        self.server.log.clear()
        self.server.arrived.clear()

    def trees(self):
        """What every commit shows, the first one of the Hub left out; the newest last."""
        commits = self.server.repos[REPO].commits[1:] if REPO in self.server.repos else []
        return [{path: blob.data for path, blob in c.tree.items()} for c in commits]

    def shown(self):
        """The newest manifest, if every file that it names is as it says, and there is no other."""
        for tree in self.trees():
            manifest = json.loads(tree["manifest.json"])
            for path, entry in manifest["files"].items():
                assert sha256(tree[path]).hexdigest() == entry["sha256"], path
            assert tree.keys() - manifest["files"].keys() <= BESIDE
        return manifest if self.trees() else None

    def made(self):
        """How many revisions were made, counted as the Hub limits it: commits."""
        return len(self.trees())

    def arrived(self):
        """What came, by content."""
        return list(self.server.arrived)

    def sent(self):
        """Bytes of contents that came, as often as they came."""
        repo = self.server.repos[REPO]
        blobs = {b.sha256: b.data for c in repo.commits for b in c.tree.values()}
        return sum(len(blobs[digest]) for digest in self.server.arrived)


class ArchivePlace:
    target = "archive"

    def __init__(self, server):
        self.server, self.fault = server, None
        self.manifests = 0  # that stood there at the beginning
        server.pick = self._pick

    def _pick(self, seen):
        wrong = self.fault(seen.method, seen.host + seen.path) if self.fault else None
        if wrong is None:
            return None
        wrong = dict(wrong)
        if "retry_after" in wrong:
            wrong["headers"] = {"Retry-After": str(wrong.pop("retry_after"))}
        damage = wrong.pop("damage", None)
        if damage == "truncated":
            wrong["body"] = lambda raw: raw[: len(raw) // 2]
        if damage == "corrupted":
            wrong["body"] = lambda raw: bytes([raw[0] ^ 1]) + raw[1:] if raw else raw
        return Fault(**wrong)

    def store(self):
        general = {"general": {"secure": False}}
        return ArchiveStore(ITEM, {"title": "Rua"}, wait=5, pause=0, config=general)

    def state(self):
        return copy.deepcopy(self.server.items), self.manifests + self._written()

    def reset(self, state):
        self.server.items, self.manifests = copy.deepcopy(state)
        self.server.forget()

    def _written(self):
        return self.server.puts().count("manifest.json")

    def shown(self):
        files = self.server.files(ITEM)
        if "manifest.json" not in files:
            return None
        manifest = json.loads(files["manifest.json"])
        for path, entry in manifest["files"].items():
            stem, _, suffix = path.rpartition(".")
            raw = files[f"{stem}.{entry['sha256'][:16]}.{suffix}"]
            assert sha256(raw).hexdigest() == entry["sha256"], path
            assert md5(raw).hexdigest() == entry["md5"], path
        return manifest

    def made(self):
        return self.manifests + self._written()

    def arrived(self):
        return self.server.puts()

    def sent(self):
        """Without the 37 bytes that promote a revision: no receipt counts those."""
        puts = (seen for seen in self.server.log if seen.method == "PUT")
        return sum(seen.received for seen in puts if not seen.path.endswith("/stable.json"))


# What may go wrong with a request.
KINDS = {
    "429": {"status": 429, "retry_after": 7},
    "500": {"status": 500, "retry_after": 7},
    "503": {"status": 503, "retry_after": 7},
    "dropped": {"drop": "before"},
    "lost": {"drop": "after"},
    "stalled": {"drop": "before", "silent": True},
    "stalled when done": {"drop": "after", "silent": True},
    "truncated": {"damage": "truncated"},
    "corrupted": {"damage": "corrupted"},
}


class Once:
    """Each request, by method and address, fails the first time that it is made."""

    def __init__(self, wrong):
        self.wrong = wrong
        self.failed, self.lost = [], []

    def __call__(self, method, path):
        key = f"{method} {path.split('?')[0]}"
        if key in self.failed:
            return None
        self.failed.append(key)
        if method == "PUT" and (self.wrong.get("drop") == "after" or "silent" in self.wrong):
            self.lost.append(path.rsplit("/", 1)[1].split("?")[0])
        return self.wrong
