"""A new key for the pseudonyms: everybody gets a new one, and nothing published links the two."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from acervo.errors import AcervoError
from acervo.privacy.pseudonyms import VARIABLE, key_id, load_key, pseudonym


def rotate(
    key_file: Path, environ: Mapping[str, str], roster: pl.DataFrame, dataset: str
) -> dict[str, object]:
    """Put a new key in the place of the old one, which is kept beside it under its id.

    Args:
        key_file: the key in use.
        environ: refused if it holds the key: this process cannot change where it comes from.
        roster: rows of `schema.ROSTER` of the last build; may be empty.
        dataset: the name of the dataset.

    Returns:
        A private report, with `from` and `to` (ids of the keys), `kept` (where the old key is),
        `people`, and `pseudonyms`, new by old. Who has it can link old revisions to new ones.

    Raises:
        AcervoError: there is no key to replace, or it does not come from the file.
    """
    if VARIABLE in environ:
        raise AcervoError(
            f"the key comes from {VARIABLE}",
            fix="Set another key where that is set, and keep the old one; the next build renames "
            "everybody.",
        )
    old = load_key(key_file, {}, create=False)
    if old is None:
        raise AcervoError(
            "there is no key to replace", where=str(key_file), fix="The first build makes one."
        )
    kept = key_file.with_name(f"{key_file.name}.{key_id(old)}")
    key_file.replace(kept)
    new = load_key(key_file, {}, create=True)
    assert new is not None
    people = roster.filter(pl.col("person") != "")["person"].unique().sort().to_list()
    return {
        "from": key_id(old),
        "to": key_id(new),
        "kept": str(kept),
        "people": len(people),
        "pseudonyms": {pseudonym(old, dataset, p): pseudonym(new, dataset, p) for p in people},
    }
