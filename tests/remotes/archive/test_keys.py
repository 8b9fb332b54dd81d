"""Keys, permissions, and answers that are none."""

import logging
import traceback

import pytest
from acervo.errors import AcervoError
from acervo.remotes.archive_client import ACCESS_KEY, SECRET_KEY
from acervo.remotes.receipts import Receipt
from acervo.remotes.store import Transient

from tests.remotes.archive.case import ABOUT, ITEM, A, B, publish, store
from tests.remotes.archive_server import ACCESS, SECRET, Fault


class TestKeys:
    def test_wrong(self, server, monkeypatch, data):
        publish(store(), *data(A))
        monkeypatch.setenv(SECRET_KEY, "AbcSecret9999999")
        with pytest.raises(AcervoError, match="ia configure"):
            store().check()
        place, (root, made) = store(), data(B)
        server.forget()
        with pytest.raises(AcervoError, match="ia configure"):
            place.send(root, made, place.head(), "", Receipt("archive", "", ""))
        assert server.puts() == []

    def test_wrong_only_for_writing(self, server, data):
        server.fail(lambda s: s.method == "PUT", Fault(status=403, text=f"LOW {ACCESS}:{SECRET}"))
        with pytest.raises(AcervoError, match="HTTP 403"):
            publish(store(), *data(A))

    def test_anothers_item(self, server, monkeypatch, data):
        publish(store(), *data(A))
        server.accounts["XyzAccess"] = ("XyzSecret", "other@example.org")
        monkeypatch.setenv(ACCESS_KEY, "XyzAccess")
        monkeypatch.setenv(SECRET_KEY, "XyzSecret")
        with pytest.raises(AcervoError, match="another account"):
            store().check()
        server.items[ITEM].metadata["uploader"] = "OTHER@example.org"
        store().check()

    def test_hidden_item(self, server, data):
        publish(store(), *data(A))
        server.items[ITEM].extra["is_dark"] = True
        with pytest.raises(AcervoError, match="hidden"):
            store().check()

    def test_from_the_file(self, server, monkeypatch, tmp_path):
        monkeypatch.delenv(ACCESS_KEY)
        monkeypatch.delenv(SECRET_KEY)
        (tmp_path / "ia.ini").write_text(f"[s3]\naccess = {ACCESS}\nsecret = {SECRET}\n")
        store().check()

    @pytest.mark.parametrize("text", ["[s3\naccess = Abc", f"access = {SECRET}", "\x00", "[s3]\nx"])
    def test_a_broken_file(self, server, monkeypatch, tmp_path, text):
        monkeypatch.delenv(ACCESS_KEY)
        monkeypatch.delenv(SECRET_KEY)
        (tmp_path / "ia.ini").write_text(text)
        with pytest.raises(AcervoError, match="ia configure") as caught:
            store().check()
        assert SECRET not in "".join(traceback.format_exception(caught.value))

    @pytest.mark.parametrize("name", [ACCESS_KEY, SECRET_KEY])
    def test_only_one(self, monkeypatch, name):
        monkeypatch.delenv(name)
        with pytest.raises(AcervoError, match="only one of"):
            store()

    @pytest.mark.parametrize("name", [ACCESS_KEY, SECRET_KEY])
    @pytest.mark.parametrize("key", ["two words", "two\nlines", "ção"])
    def test_what_cannot_be_a_key(self, monkeypatch, name, key):
        monkeypatch.setenv(name, key)
        with pytest.raises(AcervoError) as caught:
            store()
        assert key not in str(caught.value)

    @pytest.mark.parametrize("name", ["a", "-rua", "rua das acácias", "x" * 101])
    def test_what_cannot_be_an_identifier(self, name):
        with pytest.raises(AcervoError, match="identifier"):
            store(identifier=name)

    @pytest.mark.parametrize(
        "fault",
        [
            Fault(status=403, text=f"{ACCESS} {SECRET}"),
            Fault(status=400, text=f"{ACCESS} {SECRET}"),
            Fault(status=404, text=f"{ACCESS} {SECRET}"),
            Fault(status=503, text=f"appears to be spam {ACCESS} {SECRET}"),
            Fault(status=500, text=f"{ACCESS} {SECRET}"),
            Fault(drop="before"),
            Fault(drop="after"),
        ],
    )
    def test_no_key_in_any_error_or_log(self, again, data, fault, caplog, capfd):
        caplog.set_level(logging.DEBUG, "acervo")
        number = errors = last = 0
        while number <= last:
            number += 1
            server = again()
            server.faults[number] = fault
            try:
                publish(store(keep=0, metadata={**ABOUT, "title": "Rua"}), *data(B))
            except (AcervoError, Transient) as error:
                errors += 1
                text = "".join(traceback.format_exception(error))
                assert ACCESS not in text
                assert SECRET not in text
            last = max(last, len(server.log))
            server.close()
        assert errors > 15
        ours = [r.getMessage() for r in caplog.records if r.name.startswith("acervo")]
        shown = "".join(ours) + "".join(capfd.readouterr())
        assert ACCESS not in shown
        assert SECRET not in shown


class TestBusy:
    @pytest.mark.parametrize(
        ("header", "seconds"),
        [
            ("12", 12),
            ("soon", None),
            ("nan", None),
            ("", None),
            ("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ],
    )
    def test_retry_after(self, server, header, seconds):
        server.faults[1] = Fault(status=503, headers={"Retry-After": header})
        with pytest.raises(Transient) as caught:
            store().head()
        assert caught.value.retry_after == seconds

    @pytest.mark.parametrize("what", ["/?", "/metadata/", "/services/", "/0/", "DELETE", "POST"])
    def test_stalled(self, server, data, what):
        publish(store(), *data(A))
        server.fail(
            lambda s: what.strip("?") in (s.path, s.method) or what in s.path, Fault(stall=2)
        )
        place = store(keep=0, metadata={**ABOUT, "title": "Rua"})
        with pytest.raises(Transient, match=r"ReadTimeout|ConnectionError"):
            publish(place, *data(B))

    @pytest.mark.parametrize("body", [b"", b"[]", b"<html>", b'{"error": "x"}'])
    def test_strange_metadata(self, server, body):
        server.faults[1] = Fault(status=200, text=body.decode())
        with pytest.raises(Transient):
            store().head()

    @pytest.mark.parametrize(
        "body", ["{}", '{"value": 1}', '{"value": {"summary": {"queued": null}}}']
    )
    def test_strange_tasks(self, server, data, body):
        root, made = data(A)
        server.fail(lambda s: "tasks" in s.path, Fault(status=200, text=body))
        with pytest.raises(Transient, match="tasks"):
            publish(store(), root, made)

    def test_spam_is_for_people(self, server, data):
        text = "<Error><Message>your upload appears to be spam</Message></Error>"
        server.fail(lambda s: s.method == "PUT", Fault(status=503, text=text))
        with pytest.raises(AcervoError, match="spam"):
            publish(store(), *data(A))

    def test_nothing_listens(self, server):
        server.close()
        with pytest.raises(Transient):
            store().head()
