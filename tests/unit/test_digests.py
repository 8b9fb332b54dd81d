import hashlib
import json

import pytest
from acervo.digests import canonical_sha256, file_md5, file_sha256, write_json, write_text
from hypothesis import given
from hypothesis import strategies as st

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


def test_digests_of_a_file(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"abc" * 100_000)
    assert file_sha256(file) == hashlib.sha256(b"abc" * 100_000).hexdigest()
    assert file_md5(file) == hashlib.md5(b"abc" * 100_000).hexdigest()


def test_canonical_digest_is_that_of_compact_sorted_utf8():
    assert canonical_sha256({"b": [1, None], "a": "é"}) == (
        hashlib.sha256('{"a":"é","b":[1,null]}'.encode()).hexdigest()
    )


@given(st.dictionaries(st.text(max_size=3), JSON, min_size=1), JSON)
def test_canonical_digest_sees_values_and_not_the_order_of_keys(value, other):
    again = dict(reversed(value.items()))
    assert canonical_sha256(again) == canonical_sha256(value)
    key = next(iter(value))
    if json.dumps(other, sort_keys=True) != json.dumps(value[key], sort_keys=True):
        assert canonical_sha256({**value, key: other}) != canonical_sha256(value)


def test_json_is_written_for_people(tmp_path):
    file = tmp_path / "new" / "a.json"
    write_json(file, {"b": "é", "a": 1})
    assert file.read_bytes() == '{\n  "b": "é",\n  "a": 1\n}\n'.encode()


def test_line_ends_are_as_given(tmp_path):
    write_text(tmp_path / "a", "a\nb\r\n")
    assert (tmp_path / "a").read_bytes() == b"a\nb\r\n"


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path):
    file = tmp_path / "a"
    write_text(file, "old")
    with pytest.raises(UnicodeEncodeError):
        write_text(file, "new" * 100_000 + "\ud800")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
