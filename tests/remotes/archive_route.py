"""Lets the real client, whose host names are fixed, reach `archive_server`."""

import socket

import pytest

from tests.remotes.archive_server import ArchiveServer


def route_here(monkeypatch: pytest.MonkeyPatch, server: ArchiveServer):
    """Let `*.archive.org` be this server, and no other host be found but this machine."""
    plain = socket.getaddrinfo

    def lookup(host, *args, **options):
        if host in ("127.0.0.1", "localhost"):
            return plain(host, *args, **options)
        name = host.decode() if isinstance(host, bytes) else host
        if not (name == "archive.org" or name.endswith(".archive.org")):
            raise socket.gaierror(f"{name} is not to be reached from a test")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    for name in (
        "http_proxy",
        "HTTP_PROXY",
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
