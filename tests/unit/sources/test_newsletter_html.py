from acervo.sources import markup_html
from acervo.sources.section import Section


def cut(page: str) -> list[Section]:
    return markup_html.outline(markup_html.parse(page)).sections


def text(page: str) -> str:
    return "\n---\n".join(section.text for section in cut(page))


def test_sections_have_the_lines_of_their_headings() -> None:
    page = (
        "<html><head><title>T</title></head>\n<body>\n"
        "<p>before</p>\n<h1>A\n b</h1>\n<p>x</p><h3>C</h3>\n"
    )
    assert [(s.level, s.title, s.line, s.text) for s in cut(page)] == [
        (0, None, 3, "before"),
        (1, "A b", 4, "x"),
        (3, "C", 6, ""),
    ]


def test_the_page_around_the_letter_is_left_out() -> None:
    page = (
        "<title>t</title><style>s</style><nav><h2>n</h2></nav><button>b</button><!-- c -->"
        "<p>kept</p><script>j</script><select><option>o</select><footer>f</footer>"
        "<article><footer>source</footer></article>"
    )
    assert text(page) == "kept\n\nsource"


def test_paragraphs_lists_links_and_breaks() -> None:
    page = (
        "<p>One <b>two</b>\n three<br>four <a href='https://x.y/z'> five </a>six "
        "<a href='#here'>seven</a> <a href='javascript:alert(1)'>eight</a> "
        "<a href='https://a.b'>https://a.b</a></p><ul><li>a<ul><li>b<p>more</p></li></ul></li>"
        "<li><p>c</p></li></ul><ol><li>x</li><li>y</li></ol><blockquote><p>said</p></blockquote>"
        "<p>End<img alt='pic'><img src='pixel'></p>"
    )
    assert text(page) == (
        "One two three\nfour [five](https://x.y/z) six seven eight https://a.b\n\n"
        "- a\n  - b\n    more\n- c\n\n1. x\n2. y\n\n> said\n\nEndpic"
    )


def test_a_link_around_blocks_stays_a_link() -> None:
    page = "<a href='https://x.y'><h2>Title</h2><p>one</p><p>two</p></a><p>three</p>"
    (section,) = cut(page)
    assert section.title == "Title"
    assert section.text == "[one](https://x.y)\n\n[two](https://x.y)\n\nthree"


def test_preformatted_text_keeps_its_shape() -> None:
    assert text("<p>x</p><pre>\n  a\n    b  c\n</pre>") == "x\n\n```\n  a\n    b  c\n```"


def test_a_table_of_data_is_one_line_per_row() -> None:
    page = "<p>x</p><table><tr><th>a</th><th>b<br>c</th></tr><tr><td>1<td>2</table><p>y</p>"
    assert text(page) == "x\n\na | b c\n1 | 2\n\ny"


def test_a_table_for_layout_is_read_as_its_blocks() -> None:
    page = (
        "<table><tr><td><h2>A</h2><p>x</p></td>"
        "<td><h2>B</h2><table><tr><td>1</td><td>2</td></table></td></table>"
    )
    assert [(s.title, s.text) for s in cut(page)] == [("A", "x"), ("B", "1 | 2")]


def test_a_kicker_goes_with_its_article() -> None:
    page = (
        "<h2>News</h2><p>intro</p><article><span>Story 1</span><h3>A</h3><p>a</p></article>"
        "<article><span>Story 2</span><h3>B</h3><p>b</p><h4>C</h4></article>"
    )
    assert [(s.title, s.text) for s in cut(page)] == [
        ("News", "intro"),
        ("A", "Story 1\n\na"),
        ("B", "Story 2\n\nb"),
        ("C", ""),
    ]


def test_what_opens_a_page_stays_before_its_first_heading() -> None:
    page = "<article><p>intro</p><h2>A</h2><p>a</p><h2>B</h2></article>"
    assert [(s.title, s.text) for s in cut(page)] == [(None, "intro"), ("A", "a"), ("B", "")]


def test_a_heading_left_open_does_not_swallow_the_page() -> None:
    assert text("<h2>Title<p>one</p><p>two</p>") == "Title\n\none\n\ntwo"


def test_a_heading_may_hold_blocks_and_links() -> None:
    (section,) = cut("<h2><div>One</div><a href='https://x.y'>two</a><br>three</h2><p>x</p>")
    assert (section.title, section.text) == ("One two three", "x")


def test_deep_nesting_is_read() -> None:
    depth = 20_000
    assert text("<div>" * depth + "deep" + "</div>" * depth) == "deep"


def test_hidden_nodes_and_names_of_images_are_left_out() -> None:
    page = (
        "<div style='display:none;max-height:0'>preview</div><h1>A <i hidden>x</i></h1>"
        "<p>a <!-- call me --> b<img src='/home/ana/IMG_1 ana.jpg' alt=' pump'>"
        "<img alt='x' style='display:none'><span style='font-size:0'>y <img alt='z'></span></p>"
        "<ul><li hidden>c</li><li>d</li></ul><h2 hidden>B</h2><a href='http://x.y' hidden>e</a>"
    )
    found = markup_html.outline(markup_html.parse(page))
    assert [(s.title, s.text) for s in found.sections] == [("A", "a b pump\n\n- d")]
    assert found.hidden == {"hidden": 8, "comments": 1}
