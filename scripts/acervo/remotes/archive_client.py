"""Requests to one item of the Internet Archive: each made once, within a time, its failure sorted.

What the library offers on top (uploads that skip, downloads, deletion) retries by itself, waits
without an end or hides the status, so most requests go through its session.
See https://archive.org/developers/ias3.html, /metadata.html and /tasks.html there.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping
from configparser import Error as BrokenFile
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO
from urllib.parse import quote

import requests
from internetarchive import ArchiveSession, Item
from internetarchive.auth import S3Auth
from internetarchive.utils import InvalidIdentifierException, validate_s3_identifier

from acervo.errors import AcervoError
from acervo.remotes.store import Transient

ACCESS_KEY, SECRET_KEY = "IAS3_ACCESS_KEY", "IAS3_SECRET_KEY"
FIX_KEYS = (
    f"Run `ia configure`, or set {ACCESS_KEY} and {SECRET_KEY} to the keys that "
    "https://archive.org/account/s3.php shows."
)
BLOCK = 1 << 20
TIMEOUT = (15, 120)  # seconds to connect, and between two signs of life

_BUSY = {408, 409, 425, 429}

# What fails is told in our words; the library's own go to standard error with all the address.
logging.getLogger("internetarchive").setLevel(logging.CRITICAL)


class ArchiveClient:
    """An item of the Internet Archive.

    Args:
        identifier: of the item.
        config: settings of the library, over those of the file that `ia configure` writes.

    Raises:
        AcervoError: the keys that were given cannot be keys, or the identifier cannot be one.
    """

    def __init__(self, identifier: str, config: Mapping[str, Any] | None = None) -> None:
        self.identifier = identifier
        try:
            validate_s3_identifier(identifier)
        except InvalidIdentifierException:
            raise AcervoError(
                f"{identifier!r} cannot be the identifier of an item",
                where="Internet Archive",
                fix="Use 3 to 100 letters, digits, `-`, `_` or `.`, the first a letter or digit.",
            ) from None
        try:
            self._session = ArchiveSession(
                config={**(config or {}), **_keys_of_environment()},
                http_adapter_kwargs={"max_retries": 0},
            )
        except (ValueError, OSError, BrokenFile):  # their text quotes the file
            raise AcervoError(
                "the keys of the library `internetarchive` cannot be read",
                where="its file or environment",
                fix=FIX_KEYS,
            ) from None
        self._keys = (self._session.access_key or "", self._session.secret_key or "")
        if any(key and not re.fullmatch("[!-~]+", key) for key in self._keys):
            raise AcervoError(  # the library would quote it when it refuses to send it
                "a key holds a space, a line break or a letter that no key has",
                where="Internet Archive",
                fix=FIX_KEYS,
            )
        self._site = f"{self._session.protocol}//{self._session.host}"
        self._s3 = f"{self._session.protocol}//s3.us.archive.org"

    def require_keys(self) -> None:
        """Refuse to go on without keys.

        Raises:
            AcervoError: there are none.
        """
        if not all(self._keys):
            raise AcervoError(
                "writing to the Internet Archive needs an access key and a secret key",
                where=self.identifier,
                fix=FIX_KEYS,
            )

    def account(self) -> str:
        """Name of the account that the keys belong to, as items name their uploader.

        Raises:
            AcervoError: there are no keys, or they are not valid.
            Transient: no answer for now.
        """
        self.require_keys()
        answer = self._json("keys", f"{self._s3}/", auth=self._auth(), params={"check_auth": 1})
        if answer.get("error") or not answer.get("authorized", True):
            raise AcervoError(
                "the Internet Archive does not know these keys",
                where=self.identifier,
                fix=FIX_KEYS,
            )
        return str(answer.get("username", ""))

    def metadata(self) -> dict[str, Any]:
        """The item as its metadata shows it; empty if there is no such item.

        Raises:
            Transient: it cannot be told for now.
        """
        url = f"{self._site}/metadata/{self.identifier}"
        answer = self._json("metadata", url, auth=self._auth())
        if answer.get("error"):
            raise Transient("metadata: the Internet Archive cannot read the item now")
        return answer

    def tasks(self) -> Mapping[str, int]:
        """How many tasks of the item are `queued`, `running`, `paused` or ended in an `error`.

        Raises:
            AcervoError: the keys are not valid.
            Transient: no answer for now.
        """
        answer = self._json(
            "tasks",
            f"{self._site}/services/tasks.php",
            auth=self._auth(),
            params={"identifier": self.identifier, "summary": 1, "history": 0, "catalog": 0},
        )
        try:
            return {state: int(count) for state, count in answer["value"]["summary"].items()}
        except (KeyError, TypeError, ValueError, AttributeError):
            raise Transient("tasks: no summary in the answer") from None

    def put(
        self, name: str, body: BinaryIO, md5: str, *, metadata: Mapping[str, Any], hint: int
    ) -> None:
        """Send one file; it is seen only when the Archive's task for it has run.

        Args:
            name: in the item.
            body: the file, which is closed.
            md5: what arrives must have it, or is refused.
            metadata: of the item, which count only if this file is its first.
            hint: expected size of the item, in bytes.

        Raises:
            AcervoError: no permission, or the file is refused.
            Transient: it may not have arrived.
        """
        headers = {
            "Content-MD5": md5,  # from the manifest; `verify=True` would take the file's own
            "x-archive-size-hint": str(hint),
            "x-archive-keep-old-version": "0",
        }
        with self._sorted(name):
            Item(self._session, self.identifier).upload_file(
                body,
                key=name,
                metadata=metadata,
                headers=headers,
                queue_derive=False,
                request_kwargs={"timeout": TIMEOUT},
            )

    def delete(self, name: str) -> None:
        """Delete one file, if it is there.

        Raises:
            AcervoError: no permission.
            Transient: it may still be there.
        """
        headers = {"x-archive-cascade-delete": "0", "x-archive-keep-old-version": "0"}
        url = f"{self._s3}/{self.identifier}/{quote(name)}"
        with self._sorted(name), self._request("DELETE", url, auth=self._auth(), headers=headers):
            pass

    def modify(self, item: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
        """Change metadata of the item.

        Args:
            item: as `metadata` gave it.
            changes: new values by name.

        Raises:
            AcervoError: the Archive does not take them.
            Transient: they may not have arrived.
        """
        with self._sorted("metadata"):
            answer = Item(self._session, self.identifier, item).modify_metadata(
                changes, request_kwargs={}, timeout=TIMEOUT[1], refresh=False
            )
            assert isinstance(answer, requests.Response)
            said = _said(answer)
            if said and "no changes" not in said and answer.status_code in {200, 400}:
                raise AcervoError(
                    f"its metadata ({', '.join(changes)}) were refused: {self._without_keys(said)}",
                    where=self.identifier,
                    fix="Correct them in the configuration, then publish again.",
                )
            if "no changes" not in said:
                answer.raise_for_status()

    def download(self, name: str, start: int = 0) -> Iterator[bytes] | None:
        """The bytes of a file from an offset on, in blocks; None if there is no such file.

        Raises:
            AcervoError: it may not be read.
            Transient: no answer for now; also while blocks are read.
        """
        url = f"{self._site}/download/{self.identifier}/{quote(name)}"
        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with self._sorted(name):
            response = self._request("GET", url, headers=headers, stream=True)
        if response.status_code == 404:
            response.close()
            return None
        begin = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
        if response.status_code == 206 and (begin is None or int(begin[1]) != start):
            response.close()
            raise Transient(f"{name}: the answer is another part of the file")
        return self._blocks(response, name, start if response.status_code == 200 else 0)

    def content(self, name: str) -> bytes | None:
        """All bytes of a small file; None if there is no such file.

        Raises:
            AcervoError: it may not be read.
            Transient: no complete answer for now.
        """
        blocks = self.download(name)
        return None if blocks is None else b"".join(blocks)

    def _blocks(self, response: requests.Response, name: str, skip: int) -> Iterator[bytes]:
        with self._sorted(name), response:
            for block in response.iter_content(BLOCK):
                yield block[skip:]
                skip = max(0, skip - len(block))

    def _auth(self) -> S3Auth | None:
        return S3Auth(*self._keys) if all(self._keys) else None

    def _json(self, what: str, url: str, **options: Any) -> dict[str, Any]:
        with self._sorted(what), self._request("GET", url, **options) as response:
            response.raise_for_status()
            answer = response.json()
        if not isinstance(answer, dict):
            raise Transient(f"{what}: the answer is not what was asked for")
        return answer

    def _request(self, method: str, url: str, **options: Any) -> requests.Response:
        """Any answer but a refusal; a 404 is for the caller."""
        response = self._session.request(method, url, timeout=TIMEOUT, **options)
        if response.status_code != 404:
            response.raise_for_status()
        return response

    @contextmanager
    def _sorted(self, what: str) -> Iterator[None]:
        """Say what a failure of the library means, in our words: its own may quote a key."""
        try:
            yield
        except requests.HTTPError as error:
            assert error.response is not None
            raise self._refused(what, error.response) from None
        except OSError as error:  # all of requests' errors, and a reset that slipped through
            raise Transient(f"{what}: {type(error).__name__}") from None

    def _refused(self, what: str, response: requests.Response) -> Exception:
        status = response.status_code
        try:
            said = response.text
        except OSError:  # it broke off
            said = ""
        if status == 503 and "appears to be spam" in said:
            return AcervoError(
                f"the Internet Archive takes {what} for spam",
                where=self.identifier,
                fix="Write to info@archive.org.",
            )
        if status in _BUSY or status >= 500 or "BadDigest" in said:
            return Transient(f"{what}: HTTP {status}", _retry_after(response))
        if status in {401, 403}:
            return AcervoError(
                f"the Internet Archive refused {what} (HTTP {status})",
                where=self.identifier,
                fix=f"The keys must be those of the account that owns the item. {FIX_KEYS}",
            )
        return AcervoError(
            f"the Internet Archive refused {what} (HTTP {status})",
            where=self.identifier,
            fix=f"Look at https://archive.org/history/{self.identifier}, or write to "
            "info@archive.org.",
        )

    def _without_keys(self, text: str) -> str:
        for key in filter(None, self._keys):
            text = text.replace(key, "…")
        return text[:200]


def _keys_of_environment() -> dict[str, dict[str, str]]:
    keys = {
        "access": os.environ.get(ACCESS_KEY, "").strip(),
        "secret": os.environ.get(SECRET_KEY, "").strip(),
    }
    if not any(keys.values()):
        return {}
    if not all(keys.values()):
        raise AcervoError(
            f"only one of {ACCESS_KEY} and {SECRET_KEY} is set", where="environment", fix=FIX_KEYS
        )
    return {"s3": keys}


def _said(response: requests.Response) -> str:
    """Why the metadata interface refused; empty if it did not."""
    try:
        answer = response.json()
    except ValueError:
        return ""
    if not isinstance(answer, dict) or answer.get("success"):
        return ""
    return str(answer.get("error") or "no reason given")


def _retry_after(response: requests.Response) -> float | None:
    """Seconds to wait, which come as such or as a date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
