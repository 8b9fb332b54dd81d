"""sentence-transformers, on the processor or on a GPU if there is one."""

import ctypes
import gc
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING

from acervo.backends.backend import Backend, Vectors, alone, equal_length
from acervo.models import Model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

_BATCH_TOKENS = 2048  # larger batches are no faster on a processor, and need more memory
_BATCH_TOKENS_GPU = 65_536
# Of malloc.h: M_MMAP_THRESHOLD (32 MiB is the most), M_TRIM_THRESHOLD, M_TOP_PAD.
_MALLOPT = {-3: 32 << 20, -1: 1 << 30, -2: 64 << 20}
_LEAST_TOKENS = 16  # smaller matrices are multiplied by other code, which rounds differently


class TorchModel(Backend):
    """A sentence-transformers model: each batch is computed by one thread."""

    def __init__(self, model: Model, *, threads: int, precision: str) -> None:
        """Load the model."""
        self.model = load(model)
        self.on_gpu = self.model.device.type != "cpu"
        self.threads = 1 if self.on_gpu else threads
        self.bfloat16 = precision == "bfloat16" or (precision == "auto" and self._has_bfloat16())
        if self.bfloat16:
            self._round_weights()
        if not self.on_gpu:
            _keep_memory()
        self._tokenizer_is_free = Lock()
        log.info("%s on %s", "bfloat16" if self.bfloat16 else "float32", self.model.device.type)

    def batches(self, lengths: Sequence[int]) -> list[list[int]]:
        """Texts of one length; larger batches on a GPU."""
        if self.on_gpu:
            return equal_length(lengths, _BATCH_TOKENS_GPU)
        # In bfloat16 the number of rows decides in which order a product is summed.
        return alone(lengths) if self.bfloat16 else equal_length(lengths, _BATCH_TOKENS)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts of one length."""
        import torch

        with self._tokenizer_is_free:  # it must not be used by two threads at once
            features = self.model.preprocess(list(texts))
        tokens = features["input_ids"].numel()
        for key, value in features.items():
            if isinstance(value, torch.Tensor):
                copies = -(-_LEAST_TOKENS // tokens)
                features[key] = value.repeat(copies, 1).to(self.model.device)
        # Only products of matrices are rounded: sums, norms and poolings stay in float32.
        rounding = (
            torch.autocast(self.model.device.type, torch.bfloat16)
            if self.bfloat16
            else nullcontext()
        )
        with torch.inference_mode(), rounding:
            vectors = self.model(features)["sentence_embedding"][: len(texts)].float()
            unit: Vectors = torch.nn.functional.normalize(vectors, dim=1).cpu().numpy()
        return unit

    @contextmanager
    def computing(self) -> Iterator[None]:
        """Let torch compute each batch in the thread that asks for it: sums keep their order."""
        import torch

        threads = torch.get_num_threads()
        torch.set_num_threads(1)
        try:
            yield
        finally:
            torch.set_num_threads(threads)

    def close(self) -> None:
        """Free the memory of the GPU, which another process may want whole."""
        import torch

        del self.model
        if self.on_gpu:
            gc.collect()
            torch.cuda.empty_cache()

    def _round_weights(self) -> None:
        """Round the weights of matrix products once, where `autocast` would for every batch."""
        import torch

        for module in self.model.modules():
            if isinstance(module, torch.nn.Linear):
                module.to(torch.bfloat16)

    def _has_bfloat16(self) -> bool:
        """Whether products in bfloat16 are faster here, not only possible."""
        import torch

        if self.on_gpu:
            return bool(torch.cuda.is_available() and torch.cuda.is_bf16_supported(False))
        found = torch.cpu.get_capabilities()
        return bool(found.get("amx_bf16") or found.get("avx512_bf16"))


def begin_import() -> None:
    """Import what `load` needs, which takes seconds of one core, while others are free."""
    Thread(target=_import).start()


def _import() -> None:
    with suppress(Exception), _without_garbage_collection():  # told by whoever needs it
        import_module("sentence_transformers")


def load(model: Model) -> "SentenceTransformer":
    """The model as sentence-transformers reads it. Importing it takes seconds."""
    with _without_garbage_collection():  # a fifth of the seconds that these imports take
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    # All files are on disk already; asking the Hub for news would make runs differ.
    loaded = SentenceTransformer(str(model.folder), local_files_only=True)
    return loaded.eval()


def _keep_memory() -> None:
    """Let the C library keep what it frees: the next batch wants as much again.

    Measured on passages of newsletters: fewer page faults by 28 to 40 times, less processor time by
    12 % (float32) and 23 % (bfloat16). Only glibc has this.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if os.name == "posix" else None
    if mallopt:
        for parameter, size in _MALLOPT.items():
            mallopt(parameter, size)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Do not look for cycles among the objects of modules that stay loaded anyway."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # a process that ends would look for a whole second
        if enabled:
            gc.enable()
