import polars as pl
import pytest
from acervo.errors import AcervoError
from acervo.privacy.pseudonyms import key_id, load_key, pseudonym
from acervo.privacy.rotation import rotate

ROSTER = pl.DataFrame(
    {"name": ["Ana", "~Ana", "Rui", "Zé"], "person": ["ana", "ana", "rui", ""]},
)


def test_everybody_gets_a_new_pseudonym_and_the_old_key_is_kept(tmp_path):
    path = tmp_path / "secrets" / "key"
    old = load_key(path, {}, create=True)
    report = rotate(path, {}, ROSTER, "demo")
    new = load_key(path, {}, create=False)
    assert new != old and (report["from"], report["to"]) == (key_id(old), key_id(new))
    kept = path.with_name(f"key.{key_id(old)}")
    assert load_key(kept, {}, create=False) == old and kept.stat().st_mode & 0o077 == 0
    assert report["people"] == 2 and report["kept"] == str(kept)
    assert report["pseudonyms"] == {
        pseudonym(old, "demo", p): pseudonym(new, "demo", p) for p in ("ana", "rui")
    }
    assert not set(report["pseudonyms"]) & set(report["pseudonyms"].values())


def test_a_key_from_elsewhere_or_none_is_not_replaced(tmp_path):
    with pytest.raises(AcervoError, match="comes from ACERVO_KEY"):
        rotate(tmp_path / "key", {"ACERVO_KEY": "k" * 32}, ROSTER, "demo")
    with pytest.raises(AcervoError, match="no key to replace"):
        rotate(tmp_path / "key", {}, ROSTER, "demo")
    assert not list(tmp_path.iterdir())
