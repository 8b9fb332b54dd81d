"""A model for another engine: exported once, and compared with the original before it is used."""

import logging
import shutil
import warnings
from contextlib import closing
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acervo.backends import ENGINES, missing
from acervo.backends.exported import ABOUT, GRAPH
from acervo.digests import file_sha256, write_json
from acervo.encoding import Encoder
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec

if TYPE_CHECKING:
    from torch import Tensor, nn

log = logging.getLogger(__name__)

LEAST_COSINE = 0.9999
_OPSET = 18

# Sentences to compare by, of several languages and of all lengths (they are also put together).
SENTENCES = (
    "Sim.",
    "Who has the key to the library?",
    "A bomba do poço quebrou outra vez; o conserto custa 350 reais.",
    "La asamblea del barrio se reúne el martes a las 19:30 en la escuela, junto al río.",
    "The release notes (version 2.4.1) mention three fixes: see https://example.org/notes#fixes.",
    "Plantamos couve, alface e 🥬 na horta; quem puder regar no sábado, avise aqui.",
    "`cargo test --all` fails on the second run: error[E0382]: borrow of moved value: `seeds`",
    "Nous lisons le roman jusqu'au chapitre douze, dit-elle, et nous en parlerons dimanche.",
    "Reading circle: we finished the novel and nobody agreed about the ending, which is as it "
    "should be; next month somebody else chooses, and the tea is on the house.",
    "Choveu a noite toda, a rua alagou, e o ônibus só voltou a passar depois das dez da manhã.",
    "A: Good morning!\nB: Morning. Did the meter reader come?\nA: No, he comes on Thursdays.",
    "El precio del pan subió un 8 % este mes, según el boletín de la cooperativa.",
)


def export(spec: ModelSpec, folder: str | Path, *, threads: int | None = None) -> float:
    """Write a model as a graph of its backend: tokens to unit vectors.

    The whole model goes into the graph, pooling and what follows it included, as
    sentence-transformers runs it on texts of one length. The graph is then run on sentences of
    several languages and lengths, in the precision that is configured. vLLM reads the model as it
    is, so that there is no graph, and only the comparison.

    Args:
        spec: the model; its `backend` is one of `backends.ENGINES`, or `vllm`.
        folder: where to; it appears whole or not at all.
        threads: processor threads to use.

    Returns:
        The smallest cosine between a vector of the graph and that of the original.

    Raises:
        AcervoError: a package is not installed; the model cannot be exported; its vectors differ
            from those of the original; vLLM does not start.
    """
    folder = Path(folder)
    where = f"models.{spec.alias}.backend"
    model = Model(spec)
    model.check_weights()
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        try:
            if spec.backend in ENGINES:
                _write(model, part / GRAPH[spec.backend])
        except ImportError:
            raise missing(spec.backend, where) from None
        except Exception as error:  # tracing can fail in as many ways as there are models
            log.debug("the export failed", exc_info=True)
            raise AcervoError(
                f"{spec.name} cannot be exported for {spec.backend} ({type(error).__name__})",
                where=where,
                fix="Use the backend sentence-transformers for this model.",
            ) from None
        files = {path.name: file_sha256(path) for path in sorted(part.iterdir())}
        packages = (*ENGINES.get(spec.backend, ()), "torch")
        about = {
            "backend": spec.backend,
            "content": model.content,
            "versions": {name: version(name) for name in packages},
            "files": files,
        }
        write_json(part / ABOUT, about)
        cosine = _compare(model, part, threads)
        if not cosine >= LEAST_COSINE:  # it may be NaN
            raise AcervoError(
                f"{spec.name}, run by {spec.backend}, gives other vectors than the original: "
                f"cosine {cosine:.5f}, at least {LEAST_COSINE} is needed",
                where=where,
                fix="Use the backend sentence-transformers, or `precision: float32`.",
            )
        write_json(part / ABOUT, {**about, "cosine": round(cosine, 6)})
        shutil.rmtree(folder, ignore_errors=True)
        part.replace(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return cosine


def _compare(model: Model, folder: Path, threads: int | None) -> float:
    """Smallest cosine between vectors of the original and of what stands in `folder`."""
    # One after the other: both may want the memory of the same GPU.
    with closing(Encoder(model, threads, precision="float32")) as original:
        texts = _texts(original)
        theirs = original.encode(texts)
    with closing(Encoder(model, threads, exported=folder)) as other:
        ours = other.encode(texts)
    return float((ours * theirs).sum(axis=1).min())


def _texts(encoder: Encoder) -> list[str]:
    """What to compare by: from one token to the model's window, or some hundreds."""
    longer = list(accumulate(SENTENCES * 8, lambda a, b: f"{a} {b}"))
    longest = min(encoder.model.max_tokens, 600)
    counts = encoder.count(longer)
    return [*SENTENCES, *(t for t, n in zip(longer, counts, strict=True) if n <= longest)]


def _write(model: Model, file: Path) -> None:
    import torch

    traced = _traceable(model)
    example = torch.arange(1000, 1022).reshape(2, 11)
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")  # of tracing: that is why the result is compared
        if model.spec.backend == "openvino":
            import openvino

            any_shape = [openvino.PartialShape([-1, -1])]
            graph = openvino.convert_model(traced, example_input=(example,), input=any_shape)
            openvino.save_model(graph, str(file), compress_to_fp16=False)
        else:
            import onnx  # noqa: F401 (torch needs it)
            import onnxruntime  # noqa: F401 (before the work, not after it)

            torch.onnx.export(
                traced,
                (example,),
                str(file),
                input_names=["tokens"],
                output_names=["vectors"],
                dynamic_axes={"tokens": {0: "texts", 1: "length"}, "vectors": {0: "texts"}},
                opset_version=_OPSET,
                dynamo=False,
            )


def _traceable(model: Model) -> "nn.Module":
    """The original as a function of tokens alone: texts of one length have nothing to mask."""
    import torch
    from sentence_transformers import SentenceTransformer

    class Unit(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            # The plain attention, which every exporter knows.
            options: dict[str, Any] = {"attn_implementation": "eager"}
            self.model = SentenceTransformer(
                str(model.folder), local_files_only=True, device="cpu", model_kwargs=options
            ).eval()

        def forward(self, tokens: "Tensor") -> "Tensor":
            features = {"input_ids": tokens, "attention_mask": torch.ones_like(tokens)}
            vectors = self.model(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=1)

    return Unit().eval()
