"""Waiting until an item of the Internet Archive shows what was sent."""

import time
from collections.abc import Callable, Mapping

from acervo.errors import AcervoError
from acervo.remotes import archive_view as views
from acervo.remotes.archive_client import ArchiveClient
from acervo.remotes.archive_view import STABLE, Facts
from acervo.remotes.store import MANIFEST, Transient


class Waiting:
    """Looks at an item again and again.

    Args:
        client: of the item.
        url: where a person looks at it.
        limit: seconds after which it is given up.
        pause: seconds between two looks.
    """

    def __init__(self, client: ArchiveClient, url: str, limit: float, pause: float) -> None:
        self._client, self._url, self._limit, self._pause = client, url, limit, pause

    def for_tasks(self) -> None:
        """Wait until all tasks of the item are done.

        Raises:
            AcervoError: one has failed.
            Transient: some are not done within the time, or it cannot be told for now.
        """
        self._until(self._unfinished)

    def until_shown(self, wanted: Mapping[str, Facts], pointer: Facts | None = None) -> None:
        """Wait until the item shows these files.

        Args:
            wanted: what it must show of each, by name.
            pointer: what it shows of `manifest.json`, which nobody may move meanwhile; unless that
                or `stable.json` is among the files.

        Raises:
            Transient: it does not within the time; somebody has published; it cannot be told now.
        """
        self._until(lambda: self._not_shown(wanted, pointer))

    def _until(self, lacking: Callable[[], str]) -> None:
        end = time.monotonic() + self._limit
        while what := lacking():
            if time.monotonic() >= end:
                raise Transient(f"after {self._limit:g} seconds {what}")
            time.sleep(self._pause)

    def _unfinished(self) -> str:
        tasks = self._client.tasks()
        if tasks.get("error"):
            raise AcervoError(
                "a task of this item has failed, and the Archive does nothing more with it",
                where=self._url,
                fix=f"Look at https://archive.org/history/{self._client.identifier}; if it is not "
                "mended in a day, write to info@archive.org.",
            )
        count = sum(tasks.values())
        return f"{count} tasks of the item are not done" if count else ""

    def _not_shown(self, wanted: Mapping[str, Facts], pointer: Facts | None) -> str:
        files = views.files_of(self._client.metadata())
        if not wanted.keys() & {MANIFEST, STABLE} and views.shown(files, MANIFEST) != pointer:
            raise Transient("somebody else has published in the meantime")
        lacking = [name for name, facts in wanted.items() if views.shown(files, name) != facts]
        return f"the item does not show {len(lacking)} files, as {lacking[0]}" if lacking else ""
