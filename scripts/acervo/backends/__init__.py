"""What computes vectors: torch, another engine on the same weights, vLLM, or an endpoint.

A module each, imported only when it is used: none of their packages is needed by the others.
"""

from pathlib import Path

from acervo.backends.backend import Backend, Vectors
from acervo.errors import AcervoError
from acervo.models import Model

# The package of each engine that runs an exported model, as `pip` names it.
ENGINES = {"openvino": ("openvino",), "onnxruntime": ("onnx", "onnxruntime")}


def prepare_backend(model: Model, exported: str | Path | None = None) -> None:
    """Begin to import torch, if `open_backend` will need it, in a thread of its own."""
    if model.spec.family == "local" and not exported:
        from acervo.backends.torch_model import begin_import

        begin_import()


def open_backend(
    model: Model, *, threads: int, precision: str, exported: str | Path | None = None
) -> Backend:
    """Load a model into the backend that its configuration names.

    Args:
        model: the model.
        threads: processor threads to use.
        precision: `float32`, `bfloat16`, or `auto`: bfloat16 where the processor has it.
        exported: folder that `exporting.export` wrote, for the backends of `ENGINES` and for vLLM.
            Without it, sentence-transformers computes: vectors of the same space.

    Raises:
        AcervoError: a package is not installed; the export is another model's; the endpoint's key
            or address is missing; vLLM does not start.
    """
    name = model.spec.backend
    if name == "http":
        from acervo.backends.endpoint import configured

        return configured(model)
    if name == "vllm" and exported:
        from acervo.backends.vllm_server import open_server

        return open_server(model, Path(exported), precision=precision)
    if name in ENGINES and exported:
        from acervo.backends.exported import open_exported

        return open_exported(model, Path(exported), threads=threads, precision=precision)
    from acervo.backends.torch_model import TorchModel

    return TorchModel(model, threads=threads, precision=precision)


def missing(backend: str, where: str) -> AcervoError:
    """The error of a backend whose packages are not installed."""
    packages = " ".join(ENGINES[backend])
    return AcervoError(
        f"the backend {backend} needs packages that are not installed: {packages}",
        where=where,
        fix=f"pip install {packages}",
    )


__all__ = ["ENGINES", "Backend", "Vectors", "missing", "open_backend", "prepare_backend"]
