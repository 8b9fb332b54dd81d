import pytest
from acervo.errors import AcervoError


@pytest.mark.parametrize(
    ("where", "fix", "text"),
    [
        ("", "", "it broke"),
        ("a.yaml:3", "", "a.yaml:3: it broke"),
        ("", "Mend it.", "it broke\n  Mend it."),
        ("a.yaml:3", "Mend it.", "a.yaml:3: it broke\n  Mend it."),
    ],
)
def test_where_what_fix(where, fix, text):
    error = AcervoError("it broke", where=where, fix=fix)
    assert str(error) == text
    assert (error.what, error.where, error.fix) == ("it broke", where, fix)
