"""How requests to the Hugging Face Hub are made, counted, and what is said when they fail."""

import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from importlib.util import find_spec
from logging import ERROR
from typing import Any

import httpx2
from huggingface_hub import constants, get_token, set_client_factory
from huggingface_hub.errors import (
    HfHubHTTPError,
    LocalTokenNotFoundError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # re-exported, but lazily
    disable_progress_bars,
    logging,
    parse_ratelimit_headers,
)
from huggingface_hub.utils._http import default_client_factory

from acervo.errors import AcervoError
from acervo.remotes.store import Transient

TOKENS = "https://huggingface.co/settings/tokens"
LOGIN = "Log in with `hf auth login`, or set HF_TOKEN to a token that may write."
OTHER_COMMIT = "something else was committed meanwhile"

_CONNECT_TIMEOUT, _TIMEOUT = 10.0, 120.0  # seconds; the client would wait for ever
_BUSY = {408, 425, 429}
_XET_REFUSES = re.compile(r"XetAuthenticationError|status client error \(40[13]\b")


class _Meter:
    """Counts what leaves, as the connection tells it: also what no answer came to."""

    def __init__(self) -> None:
        self.bytes = self.commits = 0
        self._lock = threading.Lock()

    def watch(self, request: httpx2.Request) -> None:
        """Hook of the client for each request."""
        if request.method == "PUT" or (request.method == "POST" and "/commit/" in request.url.path):
            request.extensions["trace"] = partial(self._happened, request)

    def _happened(self, request: httpx2.Request, event: str, _: Mapping[str, Any]) -> None:
        if not event.endswith("send_request_body.complete"):
            return
        if request.method == "PUT":  # a large file, or a part of it
            commits, size = 0, int(request.headers.get("Content-Length", 0))
        else:
            commits, size = 1, _content_size(request.content)
        with self._lock:
            self.commits += commits
            self.bytes += size


METER = _Meter()


@cache
def prepare() -> None:
    """Timeouts and counting for all requests; no progress bars and signed addresses in the log."""
    set_client_factory(_client)
    logging.set_verbosity(ERROR)
    disable_progress_bars()


@contextmanager
def errors(doing: str, where: str, token: str | bool | None) -> Iterator[None]:
    """Say what went wrong without what requests hold: tokens, signed addresses.

    Raises:
        AcervoError: only a person can mend it.
        Transient: it may go well when it is tried again.
    """
    try:
        yield
    except (httpx2.HTTPError, OSError, RuntimeError, ValueError) as error:
        raise _said(error, doing, where, token) from None


def _client() -> httpx2.Client:
    client = default_client_factory()
    client.timeout = httpx2.Timeout(_TIMEOUT, connect=_CONNECT_TIMEOUT)
    client.event_hooks = {"request": [*client.event_hooks["request"], _limit, METER.watch]}
    return client


def _limit(request: httpx2.Request) -> None:
    """Some calls of the library, as `repo_info`, ask by themselves to wait for ever."""
    limits = request.extensions.get("timeout", {})
    ours = httpx2.Timeout(_TIMEOUT, connect=_CONNECT_TIMEOUT).as_dict()
    request.extensions["timeout"] = ours | {k: v for k, v in limits.items() if v is not None}


def _content_size(commit: bytes) -> int:
    """Bytes of contents in a commit: of small files as they are, of large ones if Xet took them."""
    xet = not constants.HF_HUB_DISABLE_XET and find_spec("hf_xet") is not None
    size = 0
    for line in commit.splitlines():
        item = json.loads(line)
        if item["key"] == "file":
            content = item["value"]["content"]
            size += len(content) // 4 * 3 - content.count("=", -2)
        elif item["key"] == "lfsFile" and xet:
            size += item["value"]["size"]
    return size


def _said(error: BaseException, doing: str, where: str, token: str | bool | None) -> Exception:
    while isinstance(error, RuntimeError) and error.__cause__:  # "Error while uploading …"
        error = error.__cause__
    if isinstance(error, HfHubHTTPError):
        return _answered(error, doing, where, token)
    if isinstance(error, LocalTokenNotFoundError):
        return AcervoError("there is no login for the Hub", where=where, fix=LOGIN)
    if isinstance(error, OfflineModeIsEnabled):
        return AcervoError("the Hub is switched off", where=where, fix="Unset HF_HUB_OFFLINE.")
    if isinstance(error, OSError) and error.filename is not None:
        return AcervoError(f"{doing}: cannot be read ({error.strerror})", where=str(error.filename))
    if isinstance(error, OSError) and _XET_REFUSES.search(f"{type(error).__name__} {error}"):
        return AcervoError(f"{doing}: the Hub does not accept the login", where=where, fix=LOGIN)
    if isinstance(error, ValueError) and not isinstance(error, json.JSONDecodeError):
        return AcervoError(f"{doing}: {_clean(str(error), token)}", where=where)
    return Transient(f"{doing}: {type(error).__name__}")


def _answered(error: HfHubHTTPError, doing: str, where: str, token: str | bool | None) -> Exception:
    status, headers = error.response.status_code, error.response.headers
    if status in _BUSY or status >= 500:
        return Transient(f"{doing}: the Hub answered {status}", _retry_after(headers))
    if status in (409, 412):
        return Transient(f"{doing}: {OTHER_COMMIT}")
    if status == 401:
        return AcervoError(
            f"{doing}: the Hub wants a login, or does not accept this one", where=where, fix=LOGIN
        )
    if status == 403 or isinstance(error, RepositoryNotFoundError):
        return AcervoError(
            f"{doing}: there is no such dataset, or the login may not do this ({status})",
            where=where,
            fix=f"Make a token that may at {TOKENS}. {LOGIN}",
        )
    reason = _clean(error.server_message or "", token)
    return AcervoError(f"{doing}: the Hub refuses it ({status}) {reason}".rstrip(), where=where)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    asked = headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return float(asked)
    limit = parse_ratelimit_headers(headers)
    return float(limit.reset_in_seconds) if limit and not limit.remaining else None


def _clean(text: str, token: str | bool | None) -> str:
    """One line without the token and what signs addresses."""
    secret = token or get_token()
    text = text.replace(str(secret), "…") if secret else text
    return re.sub(r"\s+", " ", re.sub(r"\?\S+", "?…", text))[:300].strip()
