"""A second look at what was found, by a model that reads question and passage together."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from acervo.errors import AcervoError
from acervo.passages import passage

_FIX = "Give a folder of a model such as cross-encoder/ms-marco-MiniLM-L6-v2."
_AGAIN = "Get the folder again."


class Reranker:
    """A cross-encoder in a local folder, as sentence-transformers or transformers saves it."""

    def __init__(self, folder: str | Path) -> None:
        """Load the model; it takes seconds.

        Raises:
            AcervoError: there is none, or one that does not give one number.
        """
        _check(Path(folder))
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(str(folder), local_files_only=True)
        except Exception as error:  # whatever a damaged file makes the libraries below raise
            raise AcervoError(
                f"the cross-encoder cannot be loaded ({type(error).__name__}): a file of it is "
                "damaged, missing, or of another kind than this version knows",
                where=str(folder),
                fix=_AGAIN,
            ) from None
        if self._model.num_labels != 1:
            raise AcervoError(
                f"this model sorts into {self._model.num_labels} classes, a reranker gives one "
                "score",
                where=str(folder),
                fix=_FIX,
            )

    def scores(self, question: str, passages: Sequence[tuple[str | None, str]]) -> list[float]:
        """How well each passage (section title, text) answers the question; more is better."""
        if not passages:
            return []
        pairs = [(question, passage(title, text)) for title, text in passages]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]


def _check(folder: Path) -> None:
    """Look at what a folder says of itself.

    sentence-transformers would make a cross-encoder of any model by putting a layer of random
    weights on top. One that it has saved itself says its `model_type` beside `modules.json`;
    without that file, the architecture must have the layer.

    Raises:
        AcervoError: it holds another model, or none.
    """
    if not (folder / "config.json").is_file():
        raise AcervoError(
            "no cross-encoder in this folder (it has no config.json)", where=str(folder), fix=_FIX
        )
    saved = (folder / "modules.json").is_file()
    file = folder / ("config_sentence_transformers.json" if saved else "config.json")
    try:
        said = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    except (OSError, ValueError):
        raise AcervoError("not a readable JSON file", where=str(file), fix=_AGAIN) from None
    said = said if isinstance(said, dict) else {}
    if saved:
        fit = said.get("model_type") == "CrossEncoder"
    else:
        fit = str((said.get("architectures") or [""])[0]).endswith("ForSequenceClassification")
    if not fit:
        what = "it is an embedding model" if saved else "its architecture gives no score"
        raise AcervoError(
            f"the model in this folder is no cross-encoder: {what}", where=str(folder), fix=_FIX
        )
