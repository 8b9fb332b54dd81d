"""Ids that do not move when something is inserted elsewhere: int64, for FAISS and SQL alike."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from acervo.schema import SCHEMA_VERSION


def stable_ids(rows: Iterable[tuple[str | None, ...]]) -> list[int]:
    """First 63 bits of BLAKE2b over (schema version, row, n) for each row, n counting equal rows.

    Args:
        rows: tuples of text that say what a row is, in a fixed order.

    Raises:
        ValueError: two rows got one id (expected once in 10^7 datasets of a million rows).
    """
    seen: Counter[tuple[str | None, ...]] = Counter()
    ids = []
    for row in rows:
        # JSON, not joined text: no two different tuples have the same bytes.
        content = json.dumps([SCHEMA_VERSION, *row, seen[row]], ensure_ascii=False)
        seen[row] += 1
        digest = blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        ids.append(int.from_bytes(digest, "big") >> 1)
    if len(set(ids)) != len(ids):
        raise ValueError("two different rows have the same id; change the schema version")
    return ids
