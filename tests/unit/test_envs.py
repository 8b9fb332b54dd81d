import re

import pytest
import yaml

ENVIRONMENTS = ["models", "text"]


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def locked(repository):
    lines = (repository / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {normal(name): version for name, version in pins}


def test_no_environment_is_forgotten(repository):
    assert sorted(path.stem for path in (repository / "envs").glob("*.yaml")) == ENVIRONMENTS


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_versions_are_those_of_the_lock_file(repository, locked, name):
    text = (repository / "envs" / f"{name}.yaml").read_text(encoding="utf-8")
    dependencies = yaml.safe_load(text)["dependencies"]
    (pinned,) = (entry["pip"] for entry in dependencies if isinstance(entry, dict))
    for pin in pinned:
        package, _, version = pin.partition("==")
        assert version == locked[normal(package.partition("[")[0])], pin


def test_what_the_lock_file_pins_satisfies_the_project(repository, locked):
    tomllib = pytest.importorskip("tomllib")
    packaging = pytest.importorskip("packaging.requirements")
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    for text in (text for group in groups for text in group):
        requirement = packaging.Requirement(text)
        assert locked[normal(requirement.name)] in requirement.specifier, text
