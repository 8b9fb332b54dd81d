"""The changelog beside a manifest: newest first, each revision once, nothing of others' lost."""

import pytest
from acervo.remotes.changes import noted, shortened

A, B, C = ("a" * 16, "b" * 16, "c" * 16)


def said(revision, what="1 messages added"):
    return f"reindex: {revision}, {what}\n\n- rua, 2024-07: 1 added\n"


def told(text):
    return [part[:16] for part in text.split("## reindex: ")[1:]]


def after(*revisions):
    text, head = "", None
    for revision in revisions:
        text, head = noted(text, said(revision), head), revision
    return text


def test_the_newest_comes_first():
    assert told(after(A, B, A)) == [A, B, A]
    assert after(A) == f"# Changelog\n\n## {said(A)}"


@pytest.mark.parametrize("before", [(), (A,), (A, B)])
def test_trying_again_gives_the_same(before):
    head, text = (before[-1] if before else None), after(*before)
    once = noted(text, said(C), head)
    assert noted(once, said(C), head) == once


def test_the_way_back_may_be_tried_again_too():
    once = noted(after(A, B), said(A), B)
    assert noted(once, said(A), B) == once
    assert told(once) == [A, B, A]


def test_what_never_came_goes():
    announced = noted(after(A), said(B), A)
    assert told(noted(announced, said(C), A)) == [C, A]


def test_the_same_revision_in_other_bytes_is_no_news():
    text = after(A)
    assert noted(text, said(A, "no message changed"), A) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mine, without a newline",
        "# Changelog\n\nMine\n",
        f"# Changelog\n\nMine\n\n## {said(A)}",
        f"# Changelog\n\n## {said(A)}\nMine\n",
        f"# Changelog\n\n## {said(A)}\n## Mine\n\nof 2024\n",
    ],
)
def test_what_people_wrote_stays(text):
    new = noted(text, said(B), A)
    assert "Mine" in new and told(new)[0] == B and told(new)[1:] == told(text)
    assert new.startswith("# Changelog\n\n")
    assert noted(new, said(B), A) == new


def test_few_words():
    long = said(A) + "".join(f"- rua, {year}: 1 added\n" for year in range(1990, 2020))
    lines = shortened(long).splitlines()
    assert lines[0] == said(A).splitlines()[0]
    assert (len(lines), lines[-1]) == (11, "… and 23 more: see CHANGELOG.md")
    assert shortened(said(A)) == said(A).rstrip()
