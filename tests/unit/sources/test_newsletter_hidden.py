"""What no reader of a newsletter sees is not published: h12 is hidden in these texts, w12 shown."""

import re

import pytest
from acervo.sources import markup
from acervo.sources.section import Outline
from hypothesis import given, settings
from hypothesis import strategies as st


def text(found: Outline) -> str:
    return "\n---\n".join(f"{s.title or ''}|{s.text}" for s in found.sections)


def markdown(source: str) -> str:
    return text(markup.outline(source, "markdown"))


def rst(source: str) -> str:
    return text(markup.outline(source, "rst"))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("see <!-- call me 555 --> you", "|see you"),
        ("see <!-- call\nme --> you", "|see\nyou"),
        ("see<!-- a --><!-- b --> you <!-- c -->", "|see you"),
        ("a\n<!-- note\nnote -->\nb", "|a\n\nb"),
        ("a\n\n<!-- note -->\n\nb", "|a\n\nb"),
        ("a\n\n<!-- left open\n\n# note", "|a"),
        ("> a <!-- b\n> c --> d\n> e", "|> a\n> d\n> e"),
        ("- a\n\n  <!-- note\n\n  # note -->\n- b", "|- a\n\n- b"),
        ("a <?php note ?> b <!NOTE c> d <![CDATA[e]]> f", "|a b d f"),
        ("# T <!-- note --> <?x y?>\na", "T|a"),
        ("# T <span hidden>note</span>\na", "T|a"),
        ("a\n# <i hidden>note</i>\nb", "|a\n\nb"),
        ("Title <b hidden>x</b>\n=====\na", "Title|a"),
    ],
)
def test_comments_in_markdown(source: str, shown: str) -> None:
    assert markdown(source) == shown


@pytest.mark.parametrize(
    "source",
    [
        "```\n<!-- shown --> ![a](b.jpg) <p hidden>\n```",
        "    <!-- shown --> <p hidden>",
        "`<!-- shown -->` and ``<p hidden> ` ![a](b.jpg)``",
        "a \\<!-- shown --> b",
        "a <!-- left open",
        "Vec<T> and Map<Key, Value>, a < b > c, <ana@example.org> <https://x.y>",
        "write <title> first",
        "[a](http://x.y 'title') [b][c] [c]\n\n[c]: http://x.y",
        "see !(this) or ! [that](http://x.y)",
    ],
)
def test_what_is_shown_stays_as_it_was_written(source: str) -> None:
    assert markdown(source) == f"|{source}"
    assert markup.outline(source, "markdown").hidden == {}


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a <span hidden>b *c*</span> d", "|a d"),
        ("a <span style='Display : NONE'>b <b>c</b></span> d", "|a d"),
        ("a <span hidden>b\n\nc", "|a\n\nc"),
        ("a\n\n<div hidden>\n\n# b\n\n- c\n\n```\nd\n```\n***\n</div>\n\n# e\nf", "|a\n---\ne|f"),
        ("<div>\n\na\n\n</div>", "|<div>\n\na\n\n</div>"),
        ("<style>.x{display:none}</style>\n<p class='x'>a</p>\n<p class='y'>b</p>", "|<p>b</p>"),
        ("<script>\nif (a <b) {c}\n</script>\n\nd", "|d"),
        ("<template>\n\na\n\n</template>\n\nb", "|b"),
        ("<p style='font-size:0'>a <b style='font-size:1em'>b</b></p>\n\nc", "|c"),
        ("a <b title='note' data-x=note>c</b> <br/> <x-y z='note'>d", "|a <b>c</b> <br/> <x-y>d"),
        ("<a href='https://x.y/' onclick='note'>b</a>", '|<a href="https://x.y/">b</a>'),
        ("<a href='file:///home/ana'>b</a>", "|<a>b</a>"),
        ("<details>\n<summary>a</summary>\n\nb\n</details>", None),
    ],
)
def test_hidden_elements_in_markdown(source: str, shown: str | None) -> None:
    assert markdown(source) == (f"|{source}" if shown is None else shown)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("![the pump](/home/ana/IMG_2031.jpg) a", "|the pump a"),
        ("![the pump](/home/ana/IMG_2031 ana prado.jpg) a", "|the pump a"),
        ("![a [b] c](ana (1) prado.jpg) d", "|a [b] c d"),
        ("![a](<ana prado.jpg> 'note') b", "|a b"),
        ("![a](file:///home/ana/b.jpg)", "|a"),
        ("![[ana prado.jpg]] a", "|a"),
        ("a\n\n![](ana.jpg)\n\nb", "|a\n\nb"),
        ("[![a](ana prado.jpg)](http://x.y)", "|[a](http://x.y)"),
        ("![*a* ![b](c.jpg) `d`](ana.jpg)", "|a b d"),
        ("![a][ana] b\n\n[ana]: ana.jpg", "|a b"),
        ("![a\nb](ana.jpg 'c\nd')", "|a b"),
        ("# ![A](ana prado.jpg) b\nc", "A b|c"),
        ("# ![](ana.jpg)\nc", "|c"),
        ("<p>a <img src='ana.jpg' alt='the  pump' title='ana'></p>", "|<p>a the pump</p>"),
        ("a <img src=ana.jpg> b <img alt=c hidden> <img alt=d style='display:none'/>", "|a b"),
    ],
)
def test_targets_of_images_in_markdown(source: str, shown: str) -> None:
    assert markdown(source) == shown


def test_definitions_that_no_link_uses() -> None:
    source = (
        "[a][b], [c]\n\n[b]: http://x.y\n[//]: # (note)\n[c]: http://c 'title'\n[B]: http://z\n"
    )
    assert markdown(source) == "|[a][b], [c]\n\n[b]: http://x.y\n[c]: http://c 'title'"
    assert markup.outline(source, "markdown").hidden == {"definitions": 2}


def test_what_is_hidden_is_counted_by_kind() -> None:
    source = (
        "# A\n\n![a](b.jpg) <!-- c --> <i hidden>d</i> <b id=e>f</b>\n\n[g]: h\n\n<!-- i\nj -->\n"
    )
    found = markup.outline(source, "markdown")
    kinds = {"images": 1, "comments": 2, "hidden": 1, "attributes": 1, "definitions": 1}
    assert (found.hidden, found.hidden_lines) == (kinds, 3)
    assert [(s.title, s.line, s.text) for s in found.sections] == [("A", 1, "a <b>f</b>")]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("a\n\n.. call me\n   555\n\n   more\n\nb", "|a\n\nb"),
        ("..\n   call me\nb", "|b"),
        ("a\n\n.. b\n.. c\n\nd", "|a\n\nd"),
        ("a\n.. shown", None),
        ("a::\n\n  .. shown\n\n.. code::\n\n   .. shown", None),
        ("- a\n\n  .. b\n     c\n- d", "|- a\n\n- d"),
        ("- .. b\n- d", "|-\n- d"),
        (".. note:: a\n\n   .. b\n\n   c", "|.. note:: a\n\n   c"),
        ("\t.. b\n\t   c\n\nd", "|d"),
        ("== ==\na  .. b\n== ==", "|== ==\na\n== =="),
        ("+------+\n| .. b |\n+------+", "|+------+\n|  |\n+------+"),
        ("a_ b\n\n.. _a: http://x.y\n.. _b:\n\n__ http://y.z", "|a_ b"),
        ("|a|\n\n.. |a| replace:: b\n.. |c| image:: ana.jpg\n   :alt: d", "||a|"),
        (".. image:: ana prado.jpg\n   :alt: the\n     pump\n   :width: 3\n\na", "|the pump\n\na"),
        (".. image:: ana.jpg\n\na", "|a"),
        (".. figure:: ana\n   prado.jpg\n   :alt: b\n\n   Caption", "|b\n\n   Caption"),
        (
            ".. raw:: html\n   :class: a\n\n   <!-- b --><p hidden>c</p>\n   <p>d</p>\n\ne",
            "|d\n\ne",
        ),
        (".. raw:: latex\n\n   a\n\nb", "|b"),
        (".. meta::\n   :description: a\n\nb", "|b"),
        ("|d| T\n=====\n\n.. [1] a\n\n.. unknown:: b", "|d| T|.. [1] a\n\n.. unknown:: b"),
    ],
)
def test_hidden_in_rst(source: str, shown: str | None) -> None:
    assert rst(source) == (f"|{source}" if shown is None else shown)


def test_raw_roles_of_rst() -> None:
    role = ".. role:: r(raw)\n   :format: html\n"
    source = f"{role}\na :r:`<!-- b -->` c :r:`<b>d</b>`\n\nT :r:`<!-- e -->`\n-----------------\nf"
    assert rst(source) == f"|{role}\na  c d\n---\nT|f"
    assert rst("a :r:`<!-- b -->`") == "|a :r:`<!-- b -->`"  # not defined here
    assert rst("|a| b\n\n.. |a| raw:: html\n\n   <!-- c -->\n\nd") == "||a| b\n\nd"


def test_what_is_hidden_is_counted_in_rst() -> None:
    source = "A\n=\n\n.. b\n   c\n\n.. image:: d\n   :alt: e\n\n.. _f:\n\n.. |g| replace:: h\n"
    found = markup.outline(source, "rst")
    kinds = {"comments": 1, "images": 1, "targets": 1, "substitutions": 1}
    assert (found.hidden, found.hidden_lines) == (kinds, 5)
    assert [(s.title, s.line, s.text) for s in found.sections] == [("A", 1, "e")]


def test_a_very_long_line_hides_no_comment() -> None:
    assert "note" not in rst(f"{'a' * 20_000}\n\n.. note\n")


# Hypothesis

WORD = st.integers(100, 999)
INLINE = st.sampled_from(
    [
        *("w{}", "*w{}*", "`<!-- w{} -->`", "<!-- h{} -->", "<!-- h{}\nh{} -->", "<?h{}?>"),
        *("![w{}](h{}.jpg)", "![w{}](h{} h{}.jpg)", "[w{}](http://w{})", "<b title='h{}'>w{}</b>"),
        *("<i hidden>h{} `h{}` **h{}**</i>", "w{}\nw{}", "\\<!-- w{} -->", "<img alt=w{} src=h{}>"),
        *("<i style='display:none'>h{} ![h{}](h{})</i>", "<br data-x='h{}'>", "Vec<w{}>"),
    ]
)


@st.composite
def inline(draw: st.DrawFn) -> str:
    parts = " ".join(draw(st.lists(INLINE, min_size=1, max_size=5)))
    return "w000 " + re.sub(r"\{\}", lambda _: str(draw(WORD)), parts)


@st.composite
def block(draw: st.DrawFn, depth: int = 2) -> str:
    kind = draw(st.sampled_from(["p", "fence", "note", "def", *["list", "quote", "div"] * depth]))
    if kind == "p":
        return draw(inline())
    if kind == "fence":
        return f"```\n<!-- w{draw(WORD)} --> <p hidden> ![w{draw(WORD)}](w{draw(WORD)})\n```"
    if kind == "note":
        return f"<!-- h{draw(WORD)}\n\n# h{draw(WORD)} -->"
    if kind == "def":
        return f"[//]: # (h{draw(WORD)})"
    inner = draw(block(depth=0) if depth < 2 else block(depth=1))
    if kind == "div":
        return "<div hidden>\n\n" + inner.replace("w", "h") + "\n\n</div>"
    first, rest = {"list": ("- ", "  "), "quote": ("> ", "> ")}[kind]
    return first + inner.replace("\n", f"\n{rest}")


def words(letter: str, text: str) -> list[str]:
    return sorted(re.findall(rf"{letter}\d{{3}}", text))


@settings(deadline=None)
@given(st.lists(block(), max_size=5).map("\n\n".join))
def test_of_markdown_just_what_is_shown_is_kept(source: str) -> None:
    found = markdown(source)
    assert words("h", found) == []
    assert words("w", found) == words("w", source)


RST_BLOCKS = st.sampled_from(
    [
        *("w{} w{}\nw{}", ".. h{}\n   h{}", "..\n   h{}\n\n   h{}", "::\n\n   .. w{}", "*w{}*"),
        *(".. code::\n\n   .. w{}\n      w{}", ".. _h{}: http://h{}", ".. |h{}| replace:: h{}"),
        *(".. image:: h{}.jpg\n   :alt: w{}", ".. figure:: h{} h{}\n\n   w{}", ".. w{}::"),
        *(".. raw:: html\n\n   <p>w{}</p> <!-- h{} -->", ".. [#] w{}\n\n   .. h{}", "w{}\n.. w{}"),
    ]
)


@st.composite
def rst_block(draw: st.DrawFn) -> str:
    inner = re.sub(r"\{\}", lambda _: str(draw(WORD)), draw(RST_BLOCKS))
    for first, rest in draw(st.lists(st.sampled_from([("- ", "  "), ("#. ", "   ")]), max_size=2)):
        inner = f"{first}w000\n\n{rest}" + inner.replace("\n", f"\n{rest}")
    return inner


@settings(deadline=None)
@given(st.lists(rst_block(), max_size=5).map("\n\n".join))
def test_of_rst_just_what_is_shown_is_kept(source: str) -> None:
    found = rst(source)
    assert words("h", found) == []
    assert words("w", found) == words("w", source)
