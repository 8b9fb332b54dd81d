"""A place of each kind, which tests damage by hand, and what was written to it since."""

import hashlib
from itertools import pairwise
from pathlib import PurePosixPath

from acervo.digests import write_json
from acervo.remotes.archive import ArchiveStore
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.healing import heal
from acervo.remotes.huggingface import HuggingFaceStore
from acervo.remotes.places import Place
from acervo.remotes.publishing import publish
from acervo.remotes.reconciling import compare

from tests.remotes import hub_dataset
from tests.remotes.hub_dataset import CHANGED, FILES, REPO, A
from tests.remotes.hub_repository import Blob
from tests.remotes.hub_server import WRITER

ITEM = "rua-memoria"
MONTH, SMALL = "data/2024-05.parquet", "reports/tiny.json"
# The core reads messages to tell what changed; these are none.
FIRST, SECOND = (
    {path.replace("messages", "data"): content for path, content in files.items()}
    for files in (FILES, CHANGED)
)


class HubPlace:
    name = f"hf://{REPO}"

    def __init__(self, hub):
        self.hub = hub

    def store(self):
        return HuggingFaceStore(REPO, token=WRITER)

    def named(self, path, content=b"", revision=""):
        """The name there of a file of a revision."""
        return path

    def manifest(self, revision):
        return "manifest.json"

    def edit(self, name, content):
        """Somebody commits a file; None deletes it."""
        commits = self.hub.repos[REPO].commits
        tree = dict(commits[-1].tree)
        old = tree.pop(name, None)
        if content is not None:
            tree[name] = Blob(content, lfs=bool(old and old.lfs))
        self.hub.repos[REPO].commit(tree, f"by hand: {name}")

    def held(self):
        tree = self.hub.repos[REPO].commits[-1].tree
        return {path: blob.data for path, blob in tree.items()}

    def forget(self):
        self.hub.log.clear()
        self.since = len(self.hub.repos[REPO].commits)

    def wrote(self):
        """Files that commits named since, with those deleted; one list for each commit."""
        commits = self.hub.repos[REPO].commits[self.since - 1 :]
        asked = self.hub.count("POST", "/commit/")
        assert asked == len(commits) - 1
        return [
            sorted(
                path
                for path in before.tree.keys() | after.tree.keys()
                if before.tree.get(path) != after.tree.get(path)
            )
            for before, after in pairwise(commits)
        ]

    def silent(self):
        return {request.method for request in self.hub.log} == {"GET"}


class ArchivePlace:
    name = f"ia://{ITEM}"

    def __init__(self, server):
        self.server = server

    def store(self):
        config = {"general": {"secure": False}}
        return ArchiveStore(ITEM, {"title": "Rua"}, wait=5, pause=0, config=config)

    def named(self, path, content=b"", revision=""):
        pure = PurePosixPath(path)
        digest = hashlib.sha256(content).hexdigest()[:16]
        return str(pure.with_name(f"{pure.stem}.{digest}{pure.suffix}"))

    def manifest(self, revision):
        return "manifest.json"

    def edit(self, name, content):
        self.server.edit(ITEM, name, content)

    def held(self):
        return self.server.files(ITEM)

    def forget(self):
        self.server.forget()

    def wrote(self):
        writes = ("PUT", "DELETE", "POST")
        seen = [s.path.split("/", 2)[2] for s in self.server.log if s.method in writes]
        return [seen] if seen else []

    def silent(self):
        return {seen.method for seen in self.server.log} == {"GET"}


class FolderPlace:
    def __init__(self, folder):
        folder.mkdir()
        self.folder, self.name = folder, str(folder)

    def store(self):
        return DirectoryStore(self.folder)

    def named(self, path, content=b"", revision=""):
        return f"revisions/{revision}/{path}"

    def manifest(self, revision):
        return f"revisions/{revision}/manifest.json"

    def edit(self, name, content):
        (self.folder / name).unlink(missing_ok=True)  # not in the revisions that share it
        if content is not None:
            (self.folder / name).write_bytes(content)

    def held(self):
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def forget(self):
        self.before = self._facts()

    def wrote(self):
        now = self._facts()
        changed = sorted(
            name
            for name in self.before.keys() | now.keys()
            if self.before.get(name) != now.get(name)
        )
        return [changed] if changed else []

    def silent(self):
        return not self.wrote()

    def _facts(self):
        """What changes whenever a file is written: its number and times."""
        files = (path for path in self.folder.glob("revisions/**/*") if path.is_file())
        return {
            path.relative_to(self.folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
            for path in files
        }


def place(kind):
    return Place(kind.name, kind.store())


def build(root, files=FIRST, revision=A):
    """As the rule writes it."""
    manifest = hub_dataset.build(root, files, revision)
    write_json(root / "manifest.json", manifest)
    return manifest


def published(kind, root, files=FIRST, revision=A, receipts="receipts"):
    manifest = build(root, files, revision)
    publish(root, kind.store(), root.parent / receipts / f"{kind.store().target}.json")
    return manifest


def differences(kind, manifest):
    found = compare(kind.store(), manifest)
    return [(each.kind, each.name) for each in found.found.differences]


def healed(kind, root, others=(), **options):
    """Mend it; return whether all is well, what was said, and what was written."""
    kind.forget()
    said = []
    well = heal(root, [place(each) for each in (kind, *others)], say=said.append, **options)
    return well, said, kind.wrote()
