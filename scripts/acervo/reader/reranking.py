"""A second look at what was found, by a model that reads question and passage together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from acervo.errors import AcervoError
from acervo.passages import passage


class Reranker:
    """A cross-encoder in a local folder, as sentence-transformers saves it."""

    def __init__(self, folder: str | Path) -> None:
        """Load the model; it takes seconds.

        Raises:
            AcervoError: there is none, or one that does not give one number.
        """
        if not (Path(folder) / "config.json").is_file():
            raise AcervoError(
                "no cross-encoder in this folder (it has no config.json)",
                where=str(folder),
                fix="Give a folder of a model such as cross-encoder/ms-marco-MiniLM-L6-v2.",
            )
        from sentence_transformers import CrossEncoder

        try:
            self._model: Any = CrossEncoder(str(folder), local_files_only=True)
        except (OSError, ValueError, KeyError) as error:
            raise AcervoError(
                f"the cross-encoder cannot be loaded ({type(error).__name__})", where=str(folder)
            ) from None
        labels = getattr(self._model.model.config, "num_labels", None)
        if labels != 1:
            raise AcervoError(
                f"this model sorts into {labels} classes, a reranker gives one score",
                where=str(folder),
            )

    def scores(self, question: str, passages: Sequence[tuple[str | None, str]]) -> list[float]:
        """How well each passage (section title, text) answers the question; more is better."""
        if not passages:
            return []
        pairs = [(question, passage(title, text)) for title, text in passages]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]
