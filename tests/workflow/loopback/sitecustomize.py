"""Lets `*.archive.org` be a server on this machine, in every process that finds this on its path."""

import os
import socket
import sys

_found = socket.getaddrinfo


def _here(host, *arguments, **options):
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name == "archive.org" or name.endswith(".archive.org"):
        return _found("127.0.0.1", int(os.environ["ARCHIVE_PORT"]), *arguments[1:], **options)
    return _found(host, *arguments, **options)


socket.getaddrinfo = _here

if sys.orig_argv[-1].endswith(("check_login.py", "publish.py")):  # the client, without TLS
    from internetarchive import ArchiveSession

    _made = ArchiveSession.__init__

    def _plain(self, config=None, *arguments, **options):
        _made(self, {**(config or {}), "general": {"secure": False}}, *arguments, **options)

    ArchiveSession.__init__ = _plain
