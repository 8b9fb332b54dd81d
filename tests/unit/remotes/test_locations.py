"""Which store a name or the configuration means, and what the Archive is told of a dataset."""

import subprocess
import sys

import pytest
from acervo.errors import AcervoError
from acervo.remotes import archive, huggingface
from acervo.remotes.directory import DirectoryStore
from acervo.remotes.locations import TARGETS, configured, configured_store, open_store

DATASET = {
    "name": "rua",
    "title": "Memory of a Street",
    "description": "Three years.",
    "license": "cc-by-4.0",
    "languages": ["pt", "en"],
    "contact": "",
}
OPTIONS = {  # in another order than that of the stores
    "directory": "/mnt/nas",
    "archive": {"identifier": "rua-memory"},
    "huggingface": {"repo": "rua/memory", "private": True},
    "promote": "auto",
    "deadline": "2h",
}


@pytest.fixture
def made(monkeypatch):
    """What the clients' stores were made with."""
    calls = []

    def recorder(target):
        def make(*arguments):
            calls.append((target, *arguments))
            return target

        return make

    monkeypatch.setattr(huggingface, "HuggingFaceStore", recorder("huggingface"))
    monkeypatch.setattr(archive, "ArchiveStore", recorder("archive"))
    return calls


@pytest.fixture
def metadata(made):
    """What the Archive is told, with some of it changed."""

    def told(dataset=(), **options):
        options = {"archive": {"identifier": "rua-memory", **options}}
        configured(options, {**DATASET, **dict(dataset)})
        return made[-1][2]

    return told


def test_a_name_says_which_store_is_meant(made):
    assert open_store("hf://rua/memory") == "huggingface"
    assert open_store("ia://rua-memory") == "archive"
    assert made == [("huggingface", "rua/memory", True), ("archive", "rua-memory", None, None)]


@pytest.mark.parametrize("name", ["/mnt/nas", "nas", "C:\\nas", "hf:/rua", "./ia"])
def test_all_else_is_a_folder(name):
    store = open_store(name)
    assert isinstance(store, DirectoryStore)
    assert store.url == name


def test_another_scheme_is_no_folder():
    with pytest.raises(AcervoError, match="nothing is kept at s3://") as error:
        open_store("s3://user:word@bucket")
    assert "ia://identifier" in error.value.fix
    assert "word" not in str(error.value)


@pytest.mark.parametrize("location", ["hf://memory", "ia://no spaces"])
def test_a_name_that_cannot_be_is_refused(location):
    with pytest.raises(AcervoError):
        open_store(location)


def test_the_stores_of_the_configuration_come_in_one_order(made):
    assert tuple(configured(OPTIONS, DATASET)) == TARGETS
    assert [call[0] for call in made] == ["huggingface", "archive"]


def test_only_what_is_named_is_configured():
    assert configured({"promote": "auto", "deadline": "2h"}, DATASET) == {}


def test_one_target_does_not_need_the_others(made):
    assert isinstance(configured_store("directory", OPTIONS, DATASET), DirectoryStore)
    assert not made


def test_a_target_that_is_not_configured_is_told():
    with pytest.raises(AcervoError, match="nothing says where") as error:
        configured_store("archive", {}, DATASET)
    assert error.value.where == "publish.archive"


@pytest.mark.parametrize("private", [True, False])
def test_the_hub_is_told_whether_it_is_private(made, private):
    configured({"huggingface": {"repo": "rua/memory", "private": private}}, DATASET)
    assert made == [("huggingface", "rua/memory", private)]


@pytest.mark.parametrize("keep", [None, 0, 3])
def test_the_archive_is_told_how_much_stays(made, keep):
    own = {} if keep is None else {"keep": keep}
    configured({"archive": {"identifier": "rua-memory", **own}}, DATASET)
    assert made[0][1] == "rua-memory"
    assert made[0][3] == keep


def test_the_archive_is_told_of_the_dataset(metadata):
    assert metadata(creator="Rua", subject=["street", "memory"], collection="opensource") == {
        "mediatype": "data",
        "title": "Memory of a Street",
        "description": "Three years.",
        "language": ["pt", "en"],
        "licenseurl": "https://creativecommons.org/licenses/by/4.0/",
        "creator": "Rua",
        "subject": ["street", "memory"],
        "collection": "opensource",
    }


def test_what_is_not_known_is_left_out(metadata):
    found = metadata({"description": "", "license": "mit"})
    assert found.keys() == {"mediatype", "title", "language"}


@pytest.mark.parametrize(
    ("spdx", "path"),
    [
        ("cc-by-sa-4.0", "licenses/by-sa/4.0/"),
        ("CC-BY-NC-ND-4.0", "licenses/by-nc-nd/4.0/"),
        ("CC-BY-NC-SA-3.0-IGO", "licenses/by-nc-sa/3.0/igo/"),
        ("cc0-1.0", "publicdomain/zero/1.0/"),
    ],
)
def test_creative_commons_licences_have_an_address(metadata, spdx, path):
    assert metadata({"license": spdx})["licenseurl"] == f"https://creativecommons.org/{path}"


@pytest.mark.parametrize("spdx", ["cc-by", "cc-by-4.0-or-later", "odbl-1.0", "cc-4.0"])
def test_other_licences_have_none(metadata, spdx):
    assert "licenseurl" not in metadata({"license": spdx})


def test_a_folder_needs_no_client():
    code = (
        "import sys; from acervo.remotes.locations import open_store; open_store('nas');"
        "print(sorted({'huggingface_hub', 'internetarchive', 'requests'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
