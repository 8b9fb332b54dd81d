"""OpenVINO and ONNX Runtime, used directly: a model that `exporting.export` wrote."""

import logging
from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path
from threading import local
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from acervo.backends.backend import Backend, Vectors, alone
from acervo.digests import file_sha256, read_json
from acervo.errors import AcervoError
from acervo.models import Model

log = logging.getLogger(__name__)

GRAPH = {"openvino": "model.xml", "onnxruntime": "model.onnx"}
ABOUT = "export.json"


class Exported(Backend):
    """A graph from the tokens of a text (int64) to its unit vector, each computed by one thread."""

    def __init__(self, model: Model, threads: int) -> None:
        """Read the model's tokenizer."""
        self.threads = threads
        self._tokenizer = Tokenizer.from_file(str(model.tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(model.max_tokens)

    def batches(self, lengths: Sequence[int]) -> list[list[int]]:
        """Each text alone: products of other sizes may be summed in another order."""
        # Measured: that costs OpenVINO 12 % in bfloat16, 2 % in float32, ONNX Runtime 5 %.
        return alone(lengths)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, one after the other."""
        return np.vstack([self._run(self._tokens(text)) for text in texts])

    def _tokens(self, text: str) -> npt.NDArray[np.int64]:
        return np.array([self._tokenizer.encode(text).ids], dtype=np.int64)

    @abstractmethod
    def _run(self, tokens: npt.NDArray[np.int64]) -> Vectors: ...


class OpenVino(Exported):
    """OpenVINO on the processor; what lacks bfloat16 computes in float32."""

    def __init__(self, model: Model, graph: Path, *, threads: int, precision: str) -> None:
        """Compile the graph for this processor."""
        import openvino

        super().__init__(model, threads)
        core = openvino.Core()
        has_bfloat16 = "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
        bfloat16 = precision != "float32" and has_bfloat16
        if precision == "bfloat16" and not has_bfloat16:
            log.warning("this processor has no bfloat16: it computes in float32, which is slower")
        self._compiled = core.compile_model(
            str(graph),
            "CPU",
            {
                "INFERENCE_PRECISION_HINT": "bf16" if bfloat16 else "f32",
                "NUM_STREAMS": threads,  # as many requests at a time, of one thread each
                "INFERENCE_NUM_THREADS": threads,
                "ENABLE_CPU_PINNING": False,  # other jobs have their share of the processor
            },
        )
        self._of_thread = local()
        log.info("%s by OpenVINO", "bfloat16" if bfloat16 else "float32")

    def _run(self, tokens: npt.NDArray[np.int64]) -> Vectors:
        if not hasattr(self._of_thread, "request"):
            self._of_thread.request = self._compiled.create_infer_request()
        (vectors,) = self._of_thread.request.infer([tokens]).values()
        return np.array(vectors, dtype=np.float32)  # a copy: the request keeps its memory


class Onnx(Exported):
    """ONNX Runtime on the processor, in float32."""

    def __init__(self, model: Model, graph: Path, *, threads: int) -> None:
        """Load the graph."""
        import onnxruntime

        super().__init__(model, threads)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
        log.info("float32 by ONNX Runtime")

    def _run(self, tokens: npt.NDArray[np.int64]) -> Vectors:
        vectors: Vectors = self._session.run(None, {"tokens": tokens})[0]
        return vectors


def check(model: Model, folder: Path) -> None:
    """Whether a folder is what `exporting.export` wrote of this model, for its backend.

    Raises:
        AcervoError: it is of another model, or damaged.
    """
    backend = model.spec.backend
    about: dict[str, Any] = read_json(folder / ABOUT)
    files = about.get("files", {})
    if about.get("content") != model.content or about.get("backend") != backend:
        what = "an export of another model"
    elif (backend in GRAPH and not files) or any(
        not (folder / name).is_file() or file_sha256(folder / name) != digest
        for name, digest in files.items()
    ):
        what = "a damaged export"
    else:
        return
    raise AcervoError(
        what,
        where=str(folder),
        fix="Delete the folder and run the workflow again: it is made anew.",
    )


def open_exported(model: Model, folder: Path, *, threads: int, precision: str) -> Exported:
    """Load what `exporting.export` wrote.

    Raises:
        AcervoError: the engine is not installed; the export is of another model, or damaged.
    """
    check(model, folder)
    backend = model.spec.backend
    graph = folder / GRAPH[backend]
    try:
        if backend == "openvino":
            return OpenVino(model, graph, threads=threads, precision=precision)
        return Onnx(model, graph, threads=threads)
    except ImportError:
        from acervo.backends import missing

        raise missing(backend, f"models.{model.spec.alias}.backend") from None
