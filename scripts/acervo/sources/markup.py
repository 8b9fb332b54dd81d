"""Markdown, reStructuredText and HTML, cut at their headings."""

from acervo.sources import markup_html, markup_markdown, markup_rst
from acervo.sources.section import Outline

FORMATS = ("markdown", "rst", "html")


def outline(text: str, markup: str) -> Outline:
    """Cut a text at its headings, and leave out what no reader of it sees.

    Args:
        text: lines ending in line feeds.
        markup: one of `FORMATS`.

    Returns:
        One section per heading, in order, those without text of their own too; before them the
        text that stands above the first heading, if any. For Markdown and reStructuredText every
        line that is not blank is part of one heading or of one section's text, as it was written,
        or counted in `hidden_lines`; HTML becomes light Markdown (see `markup_html`).

    Raises:
        ValueError: an unknown markup.
    """
    if markup == "markdown":
        return markup_markdown.outline(text)
    if markup == "rst":
        return markup_rst.outline(text)
    if markup == "html":
        return markup_html.outline(markup_html.parse(text))
    raise ValueError(f"unknown markup {markup!r}, expected one of {', '.join(FORMATS)}")
