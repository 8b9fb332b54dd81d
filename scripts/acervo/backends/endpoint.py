"""An endpoint with the interface of OpenAI's `/v1/embeddings`: a service, vLLM, TEI, or Ollama."""

import logging
import math
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import sleep
from typing import Any, ClassVar

import httpx2
import numpy as np
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from acervo.backends.backend import Backend, Vectors
from acervo.errors import AcervoError
from acervo.models import Model

log = logging.getLogger(__name__)

_REQUEST_TOKENS = 8192
_REQUEST_TEXTS = 32  # what text-embeddings-inference takes by default
_REQUESTS = 8  # at a time
_ATTEMPTS = 7  # with the waits between them, about two minutes
_LONGEST_WAIT = 300.0  # seconds; who asks for more is not waited for
_TIMEOUT = httpx2.Timeout(120, connect=10)
_TRANSIENT = {408, 409, 425, 429, 500, 502, 503, 504, 529}

# Where a reader of a published dataset finds the endpoint, which no manifest tells.
URL, KEY = "ACERVO_ENDPOINT", "ACERVO_ENDPOINT_KEY"


class NotNow(Exception):
    """The endpoint may answer later; after `wait` seconds, if it said so."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class Endpoint(Backend):
    """Vectors by HTTP; several requests at a time, each of a limited number of tokens."""

    threads = _REQUESTS
    portion = 2048  # what is lost if the endpoint gives up may have been paid for
    who = "the endpoint"
    # What may help, by HTTP status; 200: of an answer that cannot be used.
    hints: ClassVar[Mapping[int, str]] = {
        200: "Is this the address of an embeddings model, and `endpoint.dimensions` its own?",
        400: "Does it know the model, and take inputs of this length?",
        401: "Look at the key (`endpoint.key_env` names its environment variable).",
        403: "Look at the key (`endpoint.key_env` names its environment variable).",
        404: "Look at `endpoint.url` (it ends in /v1, mostly) and `endpoint.model`.",
        413: "It takes smaller requests only.",
    }

    def __init__(
        self,
        url: str,
        body: Mapping[str, Any],
        *,
        dimension: int,
        where: str,
        key: str = "",
        by_proxy: bool = True,
    ) -> None:
        """Hold an address; nothing is sent yet.

        Args:
            url: its address, up to `/v1`.
            body: what every request says beside the texts: the name of the model, at least.
            dimension: numbers in a vector.
            where: key of the configuration that errors name.
            key: its key, if it wants one.
            by_proxy: go through the proxy that the environment names, if it names one.

        Raises:
            ValueError: the key cannot be sent.
        """
        self.where, self.dimension = where, dimension
        self._url = url.rstrip("/").removesuffix("/embeddings") + "/embeddings"
        self._body = {**body, "encoding_format": "float"}
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx2.Client(headers=headers, timeout=_TIMEOUT, trust_env=by_proxy)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def batches(self, lengths: Sequence[int]) -> list[list[int]]:
        """Texts in their order, as many as one request may hold."""
        batches: list[list[int]] = []
        tokens = 0
        for i, length in enumerate(lengths):
            tokens += length
            if not batches or tokens > _REQUEST_TOKENS or len(batches[-1]) == _REQUEST_TEXTS:
                batches.append([])
                tokens = length
            batches[-1].append(i)
        return batches

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts of one request; it is repeated if that may help."""
        retrying = Retrying(
            retry=retry_if_exception_type(NotNow),
            stop=stop_after_attempt(_ATTEMPTS),
            wait=_wait,
            sleep=sleep,
            reraise=True,
        )
        try:
            answer = retrying(self._ask, texts)
        except NotNow as error:
            raise AcervoError(
                f"{self.who} did not answer: {error}",
                where=self.where,
                fix="Run the same command later: it goes on where it stopped.",
            ) from None
        vectors = self._read(answer, len(texts))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def _ask(self, texts: Sequence[str]) -> Any:
        """The answer, as JSON. What the endpoint says in an error is not repeated: it may quote."""
        try:
            response = self._client.post(self._url, json={**self._body, "input": list(texts)})
        except httpx2.TransportError as error:
            raise NotNow(type(error).__name__) from None
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise AcervoError(
                f"the address cannot be used ({type(error).__name__})", where=self.where
            ) from None
        status = response.status_code
        if status in _TRANSIENT:
            wait = _retry_after(response.headers.get("Retry-After"))
            if wait is not None and wait > _LONGEST_WAIT:
                raise AcervoError(
                    f"{self.who} answered {status} and wants to be left alone for "
                    f"{math.ceil(wait / 60)} minutes",
                    where=self.where,
                    fix="Run the same command later: it goes on where it stopped.",
                )
            log.info("%s answered %d: it is asked again", self.who, status)
            raise NotNow(f"HTTP {status}", wait)
        if status != 200:
            raise AcervoError(
                f"{self.who} answered HTTP {status}",
                where=self.where,
                fix=self.hints.get(status, ""),
            )
        try:
            return response.json()
        except ValueError:
            raise self._wrong("it is no JSON") from None

    def _read(self, answer: Any, count: int) -> Vectors:
        """Vectors in the order of the texts, whatever the order of the answer."""
        try:
            found = {each["index"]: each["embedding"] for each in answer["data"]}
            total = len(answer["data"])
        except (KeyError, TypeError):
            raise self._wrong("it has no `data` with `index` and `embedding`") from None
        if total != count or found.keys() != set(range(count)):
            raise self._wrong(f"it has {total} vectors for {count} texts, or wrong numbers of them")
        lengths = {len(each) if isinstance(each, list) else -1 for each in found.values()}
        if lengths != {self.dimension}:
            wrong = min(lengths - {self.dimension})
            raise self._wrong(
                f"its vectors have {wrong} numbers, not {self.dimension}"
                if wrong >= 0
                else "its vectors are no lists of numbers"
            )
        try:
            vectors: Vectors = np.array([found[i] for i in range(count)], dtype=np.float32)
        except (TypeError, ValueError):
            raise self._wrong("its vectors are no lists of numbers") from None
        if not np.isfinite(vectors).all() or not np.linalg.norm(vectors, axis=1).all():
            raise self._wrong("a vector is zero or not finite")
        return vectors

    def _wrong(self, what: str) -> AcervoError:
        return AcervoError(
            f"{self.who}: its answer cannot be used: {what}",
            where=self.where,
            fix=self.hints.get(200, ""),
        )


def configured(model: Model) -> Endpoint:
    """The endpoint of a model's configuration; address and key may stand in the environment.

    Raises:
        AcervoError: the address or the key is missing, or can be none.
    """
    said = model.spec.endpoint
    where = f"models.{model.spec.alias}.endpoint"
    url = str(said.get("url") or os.environ.get(URL, ""))
    if not url:
        raise AcervoError(
            "this model runs behind an endpoint, and nothing says where",
            where=where,
            fix=f"Set the environment variable {URL} to its address, as https://host/v1.",
        )
    if not _can_be_asked(url):  # not shown: it may hold a password
        raise AcervoError(
            "this is no address of an endpoint: it does not begin with http:// or https://, or "
            "names no host",
            where=f"{where}.url" if said.get("url") else f"environment variable {URL}",
            fix="Write it as https://host/v1, or http://localhost:8000/v1.",
        )
    body = {"model": said.get("model") or model.spec.name}
    if said.get("dimensions"):
        body["dimensions"] = said["dimensions"]
    name = said.get("key_env")
    key = os.environ.get(name or KEY, "").strip()
    if name and not key:
        raise AcervoError(
            f"the environment variable {name} is not set",
            where=f"{where}.key_env",
            fix="Put the endpoint's key there; it belongs in no file of the repository.",
        )
    try:
        return Endpoint(url, body, dimension=model.dimension, where=where, key=key)
    except ValueError:  # UnicodeError is one
        raise AcervoError(
            f"what stands in the environment variable {name or KEY} cannot be a key", where=where
        ) from None


def _can_be_asked(url: str) -> bool:
    try:
        address = httpx2.URL(url)
    except httpx2.InvalidURL:
        return False
    return address.scheme in ("http", "https") and bool(address.host)


def _wait(state: RetryCallState) -> float:
    """Seconds until the next attempt: what the endpoint asks for, else twice as long each time."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, NotNow) else None
    return asked if asked is not None else float(min(2 ** (state.attempt_number - 1), 60))


def _retry_after(header: str | None) -> float | None:
    """Seconds, of a header that gives seconds or a date."""
    if not header:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            then = parsedate_to_datetime(header)
        except ValueError:
            return None
        seconds = (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(seconds, 0.0) if math.isfinite(seconds) else None
