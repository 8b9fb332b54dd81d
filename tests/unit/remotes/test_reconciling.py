"""`acervo status` and `acervo heal`: what they say, and the status that they end with."""

import json
import shutil

import pytest
import yaml
from acervo.errors import AcervoError
from acervo.reader.cli import main
from acervo.reader.verify import load, verify
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.places import places
from acervo.remotes.publishing import publish
from acervo.remotes.reconciling import compare, inspect

MONTH = "messages/2024-06.parquet"


@pytest.fixture
def work(tmp_path, monkeypatch):
    """A working directory, in which a configuration may be written."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def configure(work, repository):
    def write(publish):
        config = yaml.safe_load((repository / "config" / "config.yaml").read_text())
        (work / "config").mkdir(exist_ok=True)
        (work / "config" / "config.yaml").write_text(yaml.safe_dump({**config, "publish": publish}))

    return write


@pytest.fixture
def acervo(tree, work, capsys):
    def run(*arguments):
        status = main([*arguments, "--dataset", str(tree.root)])
        return status, *capsys.readouterr()

    return run


def revision(tree):
    return load(tree.root)["revision"]


def flip(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.unlink()  # not in the other revisions that share it
    file.write_bytes(content)


class TestStatus:
    def test_no_place_is_mentioned_where_none_is_configured(self, acervo, configure):
        for _ in range(2):
            status, out, err = acervo("status")
            assert (status, err) == (0, "")
            assert "publish" not in out and "newest" not in out
            configure({})

    def test_one_revision_everywhere(self, tree, acervo, configure, place, receipt):
        publish(tree.root, DirectoryStore(place), receipt)
        configure({"directory": str(place)})
        for options in ([], [str(place)]):
            status, out, err = acervo("status", *options)
            assert (status, err) == (0, "")
            assert f"{place}\n  newest    {revision(tree)}, as here\n  promoted  " in out

    def test_offline_asks_nobody(self, acervo, configure, monkeypatch):
        configure({"directory": "/nowhere", "huggingface": {"repo": "rua/memory"}})
        status, out, _ = acervo("status", "--offline")
        assert status == 0 and "nowhere" not in out

    def test_another_revision(self, tree, changed, acervo, place, receipt):
        publish(changed.root, DirectoryStore(place), receipt, promote=False)
        status, out, _ = acervo("status", str(place))
        assert status == 1
        assert f"newest    {revision(changed)}, another one than here; 4 files here are not" in out
        assert "promoted  none" in out

    def test_nothing_published_and_no_answer(self, acervo, place, tmp_path):
        status, out, err = acervo("status", str(place), str(tmp_path / "unmounted"))
        assert (status, err) == (1, "")
        assert f"{place}\n  nothing is published there\n" in out
        assert f"{tmp_path / 'unmounted'}\n  cannot be asked: there is no such folder" in out

    def test_damage_is_listed_and_counted(self, tree, acervo, place, receipt):
        publish(tree.root, DirectoryStore(place), receipt)
        flip(place / "latest" / MONTH)
        (place / "latest" / "mine.txt").write_text("x")
        name = f"revisions/{revision(tree)}"
        status, out, _ = acervo("status", str(place))
        assert status == 1
        assert f"{place} differs (2):\n  damaged  {name}/{MONTH}: has other bytes\n" in out
        assert f"  foreign  {name}/mine.txt: belongs to no revision\n" in out
        assert f"`acervo heal {place}`" in out
        for n in range(20):
            (place / "latest" / f"{n:02}.txt").write_text("x")
        assert "… and 12 more" in acervo("status", str(place))[1]

    def test_damage_here(self, tree, acervo):
        (tree.root / "mine.txt").write_text("x")
        flip(tree.root / "index" / "tiny" / "faiss.index")
        status, out, _ = acervo("status")
        assert status == 1 and out.split()[:2] == ["revision", revision(tree)]
        assert "damaged  index/tiny/faiss.index: has other bytes than the manifest says" in out
        assert "foreign  mine.txt: is not in the manifest" in out

    def test_places_are_asked_although_figures_cannot_be_read(
        self, tree, acervo, place, receipt, changed
    ):
        publish(tree.root, DirectoryStore(place), receipt)
        shutil.rmtree(tree.root / "messages")
        status, out, err = acervo("status", str(place))
        assert (status, err) == (1, "")
        assert f"missing  {MONTH}" in out and "as here" in out
        (tree.root / "manifest.json").unlink()
        status, out, err = acervo("status", str(place))
        assert (status, err) == (1, "")
        assert "no manifest.json here" in out and "nothing is here" in out

    def test_json(self, tree, acervo, place, receipt, tmp_path):
        publish(tree.root, DirectoryStore(place), receipt)
        said = json.loads(acervo("status", "--json")[1])
        assert said["one"] and said["places"] == []
        assert said["here"]["revision"] == revision(tree)
        assert said["here"]["sources"] == {"boletim": 1, "leitura": 1, "rua": 5}
        (tree.root / MONTH).unlink()
        lost = tmp_path / "lost"
        status, out, err = acervo("status", "--json", str(place), str(lost))
        said = json.loads(out)
        assert (status, err, said["one"]) == (1, "", False)
        missing = {"kind": "missing", "name": MONTH, "what": "is missing"}
        assert said["here"]["differences"] == [missing] and "problem" in said["here"]
        one, other = said["places"]
        assert one == {
            "place": str(place),
            "newest": revision(tree),
            "promoted": revision(tree),
            "same": True,
            "lacking": [],
            "differences": [],
        }
        assert other["place"] == str(lost) and "no such folder" in other["problem"]


class TestHeal:
    def test_there_and_back(self, tree, acervo, configure, place, receipt):
        publish(tree.root, DirectoryStore(place), receipt)
        configure({"directory": str(place)})
        flip(place / "latest" / MONTH)
        flip(tree.root / "README.md")
        wanted = [
            f"{tree.root}: would fetch README.md (has other bytes than the manifest says)",
            f"{place}: would send revisions/{revision(tree)}/{MONTH} (has other bytes)",
        ]
        status, out, _ = acervo("heal", "--dry-run")
        assert (status, out.splitlines()) == (0, wanted)
        assert acervo("status")[0] == 1
        status, out, _ = acervo("heal")
        done = [line.replace("would fetch", "fetched") for line in wanted]
        assert out.splitlines() == [line.replace("would send", "sent") for line in done]
        assert status == 0 and verify(tree.root) == verify(place / "latest") == []
        assert acervo("status")[0] == 0
        assert acervo("heal") == (0, "nothing to mend\n", "")

    def test_what_nobody_has(self, tree, acervo, place, receipt):
        publish(tree.root, DirectoryStore(place), receipt)
        for root in (tree.root, place / "latest"):
            flip(root / MONTH)
        status, out, _ = acervo("heal", str(place))
        assert status == 1
        assert "no place that was asked has it, `snakemake` makes it again" in out
        assert "neither this folder nor a place that was asked has a right copy" in out

    def test_without_a_place(self, tree, acervo):
        assert acervo("heal") == (0, "nothing to mend\n", "")
        (tree.root / MONTH).unlink()
        assert acervo("heal")[0] == 1
        (tree.root / "manifest.json").unlink()
        status, out, err = acervo("heal")
        assert (status, out) == (1, "") and "no manifest.json here" in err

    def test_without_a_dataset_here(self, tree, acervo, place, receipt):
        publish(tree.root, DirectoryStore(place), receipt)
        (tree.root / "manifest.json").unlink()
        status, out, _ = acervo("heal", str(place))
        assert status == 0 and "`acervo pull` brings a revision" in out

    def test_a_full_disk_is_told(self, tree, acervo, place, receipt, monkeypatch):
        publish(tree.root, DirectoryStore(place), receipt)
        (place / "latest" / MONTH).unlink()

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(shutil, "copyfile", full)
        status, out, err = acervo("heal", str(place))
        assert status == 1 and "No space left" in out and "Traceback" not in out + err

    def test_a_manifest_there_that_leads_elsewhere_is_not_followed(
        self, tree, acervo, place, receipt, tmp_path
    ):
        publish(tree.root, DirectoryStore(place), receipt)
        file = place / "latest" / "manifest.json"
        manifest = json.loads(file.read_text())
        manifest["files"]["../../../out.txt"] = manifest["files"]["README.md"]
        file.write_text(json.dumps(manifest))
        status, out, _ = acervo("heal", str(place))
        assert status == 0 and out.startswith(f"{place}: sent revisions/{revision(tree)}/manifest")
        assert not (tmp_path / "out.txt").exists()
        assert load(place / "latest") == load(tree.root)


class TestCompare:
    def test_what_would_be_sent_at_most(self, tree, changed, place, receipt):
        store, manifest = DirectoryStore(place), load(changed.root)
        assert compare(store, manifest).lacking == list(manifest["files"])
        publish(tree.root, store, receipt)
        found = compare(store, manifest)
        assert len(found.lacking) == 6 and "messages/2024-07.parquet" in found.lacking
        assert not found.same and found.wrong == []
        assert compare(store, load(tree.root)).same
        assert not compare(DirectoryStore(place.parent), None).same

    def test_downloads_that_were_cut_off_are_leftovers(self, tree):
        part = tree.root / "messages" / f".2024-06.parquet.{'a' * 16}.part"
        part.write_bytes(b"PAR1")
        (only,) = inspect(tree.root, load(tree.root))
        assert (only.kind, only.name) == ("leftover", f"messages/{part.name}")


class TestPlaces:
    def test_those_named_and_those_configured(self, configure, place):
        configure({"directory": str(place), "archive": {"identifier": "rua-memory"}})
        assert [each.name for each in places([])] == ["ia://rua-memory", str(place)]
        assert [each.name for each in places(["nas"])] == ["nas"]

    def test_one_that_cannot_be_opened_does_not_stop_the_rest(self, configure, monkeypatch):
        monkeypatch.setenv("IAS3_ACCESS_KEY", "half")
        monkeypatch.delenv("IAS3_SECRET_KEY", raising=False)
        configure({"directory": "nas", "archive": {"identifier": "rua-memory"}})
        one, other = places([])
        assert one.store is None and "only one of" in one.problem and "half" not in one.problem
        assert other.store is not None

    def test_a_configuration_that_cannot_be_used_is_told(self, configure):
        configure({"directry": "nas"})
        with pytest.raises(AcervoError, match="did you mean 'directory'"):
            places([])

    @pytest.mark.parametrize("text", ["", "- 1", "{", "server: {port: 1}", "publish: {}", "\0"])
    def test_another_programs_configuration_is_none(self, work, text):
        (work / "config").mkdir()
        (work / "config" / "config.yaml").write_text(text)
        assert places([]) == []

    def test_without_the_schema_it_is_told(self, configure, monkeypatch, tmp_path):
        monkeypatch.setattr("acervo.remotes.places._SCHEMA", tmp_path / "none.yaml")
        configure({"directory": "nas"})
        with pytest.raises(AcervoError, match="not that of a checkout"):
            places([])
        assert places(["nas"])
