"""Texts in which "<" and ">" stand around what has to be found."""

import re


def marked(text: str) -> tuple[str, list[str]]:
    """Return the text without its marks, and what stood in them."""
    return re.sub("[<>]", "", text), re.findall("<(.*?)>", text, re.S)
