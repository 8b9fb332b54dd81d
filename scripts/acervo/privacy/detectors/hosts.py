"""Addresses of machines: IPv4, IPv6 and MAC."""

import ipaddress
import re
from collections.abc import Iterator

from acervo.privacy.detection import Detector, Found, View

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_IPV4 = re.compile(
    rf"(?=\w)(?<![^\W_])(?<!\.)(?<!\w_)(?:{_OCTET}\.){{3}}{_OCTET}"
    r"(?![^\W_]|_\w|\.[0-9]|-(?:alpha|beta|rc|dev))",
    re.I,
)
_IPV6 = re.compile(
    r"(?<![^\W_])(?<![:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![^\W_]|:[0-9a-f:]|_[0-9A-Za-z])",
    re.I,
)
_MAC = re.compile(
    r"(?=\w)(?<![^\W_])(?<![:-])(?:[0-9a-f]{2}(?P<by>[:-])(?:[0-9a-f]{2}(?P=by)){4}[0-9a-f]{2}"
    r"|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})(?![^\W_]|:|[.-][0-9a-f]|_[0-9A-Za-z])",
    re.I,
)
_BARE_MAC = re.compile(
    r"\bmac\b[^\w\n]{1,3}(?:(?:address|add?r|é|is|es|do \w+)[^\w\n]{1,3})?([0-9a-f]{12})\b", re.I
)

# Everybody's: this machine, broadcast, the public name servers.
_PUBLIC = {
    *(
        "8.8.8.8",
        "8.8.4.4",
        "1.1.1.1",
        "1.0.0.1",
        "1.1.1.2",
        "1.1.1.3",
        "9.9.9.9",
        "149.112.112.112",
    ),
    *("208.67.222.222", "208.67.220.220", "94.140.14.14", "94.140.15.15", "4.2.2.1", "4.2.2.2"),
    *("2001:4860:4860::8888", "2001:4860:4860::8844", "2606:4700:4700::1111"),
    *("2606:4700:4700::1001", "2620:fe::fe", "2620:fe::9"),
}
# What four numbers are besides an address: a version, a section of a document, a part of a path.
_NOT_AN_ADDRESS = re.compile(
    r"(?:\b(?:v|ver|vers|version|versions|vers[ãa]o|versiones|versi[óo]n|release|build|rev|revision|tag"
    r"|firmware|driver|kernel|patch|update|upgrade|atualiza\w+|actualiza\w+|art|artigo|art[íi]culo|item"
    r"|itens|se[çc][ãa]o|secci[óo]n|section|sec|cap|cap[íi]tulo|chapter|cl[áa]usula|tabela|table|figura"
    r"|figure|fig|anexo|nota|oid)\.?[\s:=#\"'(º]{0,3}|[§^~<]=?\s?|[^\s=-][ ]?>=?\s?|[=!]=\s?|[^/]/"
    r"|[\w.]-|\w@)$",
    re.I,
)
_ABOUT_HOSTS = re.compile(
    r"\b(?:ips?|ipv4|host|hosts|server|servidor|ping|ssh|scp|ftp|telnet|nmap|curl|endere[çc]o|address"
    r"|direcci[óo]n|gateway|roteador|router|dns|rede|red|network|subnet|vpn|proxy|acess[ao]\w*|access\w*"
    r"|login|conect\w+|connect\w*|from|client|remote|listen\w*|bind)\b[^\n]{0,40}$|://$"
    r"|\b(?:root|admin|postgres|mysql|ubuntu|debian|deploy|pi|git|ec2-user|user|www-data)@\s{0,2}$",
    re.I,
)


def _find(view: View) -> Iterator[Found]:
    text = view.text
    yield from _ipv4(text)
    for match in _IPV6.finditer(text):
        start, end = match.span()
        if match[0].endswith(":") and not match[0].endswith("::"):
            end -= 1  # "root@2001:db8::1: refused"
        address = _ipv6(text[start:end])
        if address is not None:
            yield Found(start, end, "IP", address)
    for match in _MAC.finditer(text):
        value = re.sub(r"[^0-9a-f]", "", match[0].casefold())
        # Pairs of decimals with hyphens are dates and scores more often.
        named = re.search(
            r"\bmac\b[^\n]{0,20}$", text[max(0, match.start() - 28) : match.start()], re.I
        )
        if len(set(value)) > 1 and (not value.isdecimal() or named or match["by"] == ":"):
            yield Found(*match.span(), "MAC", value)
    for match in _BARE_MAC.finditer(text):
        yield Found(*match.span(1), "MAC", match[1].casefold())


def _ipv4(text: str) -> Iterator[Found]:
    for match in _IPV4.finditer(text):
        value = match[0]
        before = text[max(0, match.start() - 56) : match.start()]
        about = _ABOUT_HOSTS.search(before)
        # Four single digits number versions and sections more often than machines.
        if _NOT_AN_ADDRESS.search(before) and not re.search(r"\w@$", before):
            continue
        if (len(value) == 7 or re.search(r"\w@$", before)) and not about:
            continue
        address = ipaddress.IPv4Address(value)
        network = text.startswith("/", match.end()) and value.endswith(".0")
        if not (
            network
            or value in _PUBLIC
            or value.startswith(("0.", "255."))
            or address.is_loopback
            or address.is_multicast
        ):
            yield Found(*match.span(), "IP", value)


def _ipv6(text: str) -> str | None:
    """Return the address in its canonical form (RFC 5952), or None: "a::b" is also code."""
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return None
    groups = [group for group in text.split(":") if group]
    if len(groups) < 3 or len(groups[0]) < 3 or not any(c.isdecimal() for c in text):
        return None
    return None if address.compressed in _PUBLIC else address.compressed


DETECTORS = (
    Detector(
        "host",
        r"[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]"
        r"|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:"
        r"|[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-[0-9A-Fa-f]{2}-"
        r"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}|(?i:mac[^A-Za-z0-9].*[0-9a-f]{12})",
        _find,
        (
            "203.0.113.77",
            "192.168.1.23",
            "2001:db8:85a3::8a2e:370:7334",
            "3c:22:fb:9a:0d:e1",
            "MAC: 3C22FB9A0DE1",
            "3c22.fb9a.0de1",
        ),
    ),
)
