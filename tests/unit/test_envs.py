import ast
import re
import sys
from importlib.metadata import packages_distributions

import pytest
import yaml

ENVIRONMENTS = ["models", "plan", "publish", "text"]


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


RULE = re.compile(r'conda:\s+"\.\./envs/(\w+)\.yaml".*?script:\s+"\.\./(scripts/\w+\.py)"', re.S)


def rule_scripts(repository):
    for file in sorted((repository / "rules").glob("*.smk")):
        for block in re.split(r"^(?:rule|checkpoint) ", file.read_text("utf-8"), flags=re.M)[1:]:
            if "script:" in block:
                yield RULE.search(block).groups()


def imported(file, root, seen):
    """Names of the foreign packages that a file imports when it is imported, through its own."""
    if file in seen:
        return set()
    seen.add(file)
    found = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] != "acervo":
                found.add(parts[0])
                continue
            for n in range(1, len(parts) + 1):
                for path in (
                    root.joinpath(*parts[:n]).with_suffix(".py"),
                    root.joinpath(*parts[:n], "__init__.py"),
                ):
                    if path.is_file():
                        found |= imported(path, root, seen)
    return found


def test_every_script_finds_its_packages_in_its_environment(repository):
    of = packages_distributions()
    scripts = list(rule_scripts(repository))
    assert len(scripts) > 10
    for environment, script in scripts:
        text = (repository / "envs" / f"{environment}.yaml").read_text("utf-8")
        (pinned,) = (e["pip"] for e in yaml.safe_load(text)["dependencies"] if isinstance(e, dict))
        given = {normal(re.split(r"[\[=]", pin)[0]) for pin in pinned}
        foreign = imported(repository / script, repository / "scripts", set())
        needed = {name for name in foreign if name not in sys.stdlib_module_names}
        lacking = {n for n in needed if not given & {normal(d) for d in of.get(n, [n])}}
        assert not lacking, (script, environment, lacking)


def test_no_job_imports_pandas(repository):
    """Wherever it is found, pandera and Snakemake import it: half a second of every job."""
    lines = (repository / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.startswith("pandas==")]
