import os
from itertools import count

import pytest
from acervo.fingerprint import code_fingerprint

CODE = {
    "rule.py": "from acervo import used\nfrom acervo.direct import f\n",
    "acervo/__init__.py": "",
    "acervo/used.py": "X = 1\n",
    "acervo/direct.py": "import acervo.indirect\ndef f():\n    from acervo.sub.lazy import g\n",
    "acervo/indirect.py": "from acervo import direct\n",
    "acervo/sub/__init__.py": "",
    "acervo/sub/lazy.py": "import os, numpy\nimport acervo.indirect as i\n",
    "acervo/sub/other.py": "Y = 1\n",
    "acervo/unrelated.py": "Z = 1\n",
    "acervo/used.schema.json": "{}",
    "acervo/unrelated.schema.json": "{}",
    "other_rule.py": "import acervo.unrelated\n",
}


@pytest.fixture
def fingerprint(tmp_path):
    """Fingerprint of `rule.py` with some files changed: in a new folder, as files are read once."""
    numbers = count()

    def of(changes=(), script="rule.py"):
        root = tmp_path / str(next(numbers))
        for name, content in {**CODE, **dict(changes)}.items():
            if content is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(content)
                os.utime(root / name, (next(numbers), next(numbers)))
        return code_fingerprint(root / script)

    return of


def test_neither_place_nor_time_counts(fingerprint):
    first = fingerprint()
    assert first == fingerprint()
    assert len(first) == 16 and int(first, 16) >= 0


@pytest.mark.parametrize(
    "name",
    [
        "rule.py",
        "acervo/__init__.py",
        "acervo/used.py",
        "acervo/direct.py",
        "acervo/indirect.py",
        "acervo/sub/__init__.py",
        "acervo/sub/lazy.py",
        "acervo/used.schema.json",
    ],
)
def test_what_is_imported_counts(fingerprint, name):
    assert fingerprint({name: CODE[name] + "\n"}) != fingerprint()


@pytest.mark.parametrize(
    "name",
    ["acervo/unrelated.py", "acervo/sub/other.py", "other_rule.py", "acervo/unrelated.schema.json"],
)
def test_what_is_not_imported_does_not_count(fingerprint, name):
    assert fingerprint({name: CODE[name] + "\n"}) == fingerprint()


def test_a_module_that_appears_where_an_import_looks_for_it_counts(fingerprint):
    assert fingerprint({"numpy.py": ""}) != fingerprint()


def test_content_that_moves_from_one_module_to_another_counts(fingerprint):
    swapped = {
        "acervo/used.py": CODE["acervo/indirect.py"],
        "acervo/indirect.py": CODE["acervo/used.py"],
    }
    assert fingerprint(swapped) != fingerprint()


def test_every_script_of_the_workflow_has_one(repository):
    scripts = sorted((repository / "scripts").glob("*.py"))
    prints = {script.stem: code_fingerprint(script) for script in scripts}
    assert len(set(prints.values())) == len(scripts) > 5


def test_the_library_imports_absolutely(repository):
    # Relative imports would not be followed.
    for file in (repository / "scripts").rglob("*.py"):
        assert "\nfrom ." not in file.read_text(encoding="utf-8"), file
