"""Which texts of a page are shown: h stands for hidden ones, w for those that are shown."""

from collections import Counter

import pytest
from acervo.sources import markup_html
from acervo.sources.visibility import shown
from bs4 import Tag


def texts(page: str) -> str:
    nodes = shown(markup_html.parse(page), Counter())
    return " ".join("".join(str(n) for n, _ in nodes if not isinstance(n, Tag)).split())


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : None !important",
        "color:red;display:none",
        "/* x */display/**/:none",
        "visibility:hidden",
        "opacity:0",
        "opacity: 0.0",
        "opacity:0%",
        "font-size:0",
        "font-size:0px;color:red",
        "font-size:1px",
        "font: 0/0 a",
        "font: bold 0px Arial",
        "max-height:0;overflow:hidden",
        "content-visibility:hidden",
        "display:block;display:none",
    ],
)
def test_styles_that_hide(style: str) -> None:
    assert texts(f"<p>w <span style='{style}'>h <b>h</b></span> w</p>") == "w w"


@pytest.mark.parametrize(
    "style",
    [
        "",
        "display:block",
        "display:none;display:block",
        "visibility:visible",
        "opacity:0.5",
        "opacity:.05",
        "opacity:0;animation:appear 1s forwards",
        "font-size:10px",
        "font-size:0.8em",
        "font-size:small",
        "font: 12px/0 Arial",
        "font-size:inherit",
        "max-height:0",
        "max-height:100px;overflow:hidden",
        "overflow:hidden",
        "color:#000000",
        "x-display:none",
        ";:;none",
    ],
)
def test_styles_that_do_not_hide(style: str) -> None:
    assert texts(f"<p>w <span style='{style}'>w</span></p>") == "w w"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p hidden>h</p><p hidden='until-found'>h</p>w", "w"),
        ("<p aria-hidden='true'>w</p>", "w"),
        ("<dialog>h</dialog><dialog open>w</dialog>", "w"),
        ("<details><summary>w</summary>w</details>", "ww"),
        ("<!-- h -->w<!--[if mso]>h<![endif]--><![CDATA[h]]>", "w"),
        ("<head><title>h</title><meta content=h></head><template>h</template>w", "w"),
        ("<i style='visibility:hidden'>h<b style='visibility:visible'>w</b>h</i>", "w"),
        ("<i style='display:none'>h<b style='display:block'>h</b></i>w", "w"),
        ("<td style='font-size:0px'>h<div style='font-size:13px'>w</div>h</td>", "w"),
        (
            "<p style='font-size:0'>h<b style='font-size:2em'>h</b><i style='font-size:50%'>h</i>",
            "",
        ),
    ],
)
def test_elements(page: str, expected: str) -> None:
    assert texts(page) == expected


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (".x{display:none}", "w"),
        ("p.x , .y { color: red; DISPLAY: none }", "w"),
        ("p + p::before, .x:first-child, #a > .x {visibility:hidden}", "w"),
        ("/* .x{} */ @import url(a.css); @charset 'x'; .x{opacity:0}", "w"),
        (".x{display:none} .x{display:block}", "h w"),
        (".x{display:none} .z{display:block}", "h w"),
        (".x{display:none} .other, p, div p{display:block}", "w"),
        ("#a .x{display:none} div p.x.z{display:block}", "w"),
        (".x{display:none !important} #a .x{display:block}", "w"),
        ("/*.x{display:none}*/", "h w"),
        ("@media print{.x{display:none}} @media (max-width:9px){p{display:none}}", "h w"),
        (".x:hover, .x::after, ::-moz-x, [, .x:unknown-thing{display:none}", "h w"),
        (".x{display:none", "h w"),
    ],
)
def test_style_sheets(sheet: str, expected: str) -> None:
    page = f"<style>{sheet}</style><div id=a><p class='x z'>h</p> <p>w</p></div>"
    assert texts(page) == expected


def test_a_style_sheet_for_print_hides_nothing() -> None:
    assert texts("<style media=print>p{display:none}</style><p>w</p>") == "w"
    assert texts("<style media=screen>p{display:none}</style><p>h</p>") == ""


def test_what_is_left_out_is_counted() -> None:
    page = "<nav>a</nav><!-- b --><p hidden>c</p><p style='font-size:0'>d<b>e</b> </p><img hidden>"
    left_out: Counter[str] = Counter()
    list(shown(markup_html.parse(page), left_out))
    assert left_out == {"page": 1, "comments": 1, "hidden": 4}


def test_a_style_sheet_on_a_deep_page() -> None:
    depth = 5_000
    page = "<style>.x{display:none}</style>" + "<div>" * depth + "<p class=x>h</p>w"
    assert texts(page) == "w"
