"""The WhatsApp reader on small chats: what a row holds, which order of dates, and the account."""

from datetime import UTC, date, datetime

import pytest
from acervo.errors import AcervoError
from acervo.schema import RECORDS
from acervo.sources import whatsapp
from acervo.sources.report import Reject
from acervo.tables import read_table, write_table

ANDROID = """\
12/01/2023 14:30 - As mensagens e ligações são protegidas com a criptografia de ponta a ponta.
12/01/2023 14:31 - Lia criou o grupo "Roda: 2023"
13/01/2023 14:32 - Lia: bom dia
segunda linha

quarta linha
13/01/2023 14:33 - ~ Zé da Horta: IMG-1.jpg (arquivo anexado)
olha só
13/01/2023 14:34 - +55 11 90000-0001: Mensagem apagada
13/01/2023 14:35 - Lia: eu vou <Mensagem editada>
13/01/2023 14:36 - Lia:
"""


@pytest.fixture
def read(tmp_path):
    def read_(content, timezone="America/Sao_Paulo", **options):
        path = tmp_path / "chat.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        records, report = whatsapp.read(
            path, file="raw/chat.txt", source="roda", timezone=timezone, **options
        )
        report.check()
        return records, report

    return read_


def test_rows_of_an_android_chat(read, tmp_path):
    records, report = read(ANDROID)
    assert records["state"].to_list() == [
        "system", "system", "posted", "posted", "deleted", "edited", "posted",
    ]  # fmt: skip
    assert records["author"].to_list() == [
        None, None, "Lia", "~ Zé da Horta", "+55 11 90000-0001", "Lia", "Lia",
    ]  # fmt: skip
    assert records["text"].to_list()[1:] == [
        'Lia criou o grupo "Roda: 2023"',
        "bom dia\nsegunda linha\n\nquarta linha",
        "olha só",
        "",
        "eu vou",
        "",
    ]
    assert records["attachments"].to_list()[3] == ["IMG-1.jpg"]
    assert records["line"].to_list() == [1, 2, 3, 7, 9, 10, 11]
    assert records["position"].to_list() == list(range(7))
    assert records["sent_at"][2] == datetime(2023, 1, 13, 17, 32, tzinfo=UTC)
    assert records["date"][2] == date(2023, 1, 13)
    for column, value in [("source", "roda"), ("thread", "roda"), ("kind", "message"),
                          ("file", "raw/chat.txt"), ("title", None), ("section_title", None)]:  # fmt: skip
        assert set(records[column]) == {value}
    assert (report.lines, report.accepted, report.system, report.rejected) == (11, 9, 2, 0)
    assert report.records == 7
    assert report.warnings == []
    # as it is kept: the schema holds, and nothing depends on the file's bytes in memory
    write_table(records, RECORDS, tmp_path / "records.parquet")
    assert read_table(tmp_path / "records.parquet", RECORDS).equals(records)


def test_ios_chat_with_marks(read):
    records, _ = read(
        "[8/31/26, 1:29:57\u202fPM] Garden: \u200eMessages and calls are end-to-end encrypted.\n"
        "[8/31/26, 1:30:00\u202fPM] Ana: \u200eAna added Bob\n"
        "\u200e[8/31/26, 1:33:00\u202fPM] \u202a+1 555\u202c: \u200esticker omitted\n"
        "[8/31/26, 12:33:50\u202fAM] Ana: hi \u2068@Bob\u2069,\u200e you\n"
        "[8/31/26, 1:34:00\u202fPM] Ana: \u200eNo idea, lets try it out!\n"
        "[8/31/26, 1:34:10\u202fPM] Bob: that part was omitted\r\n"
    )
    assert records["state"].to_list() == ["system", "system", *["posted"] * 4]
    assert records["author"].to_list() == [None, None, "+1 555", "Ana", "Ana", "Bob"]
    assert records["text"].to_list()[1:] == [
        "Ana added Bob", "", "hi \u2068@Bob\u2069, you", "No idea, lets try it out!",
        "that part was omitted",
    ]  # fmt: skip
    assert records["attachments"].to_list()[2] == ["sticker"]


def test_a_colon_needs_a_blank_or_the_end_of_the_line(read):
    records, _ = read("13/01/2023 14:30 - John:.\n13/01/2023 14:30 - John:\nmore\n")
    assert records["author"].to_list() == [None, "John"]
    assert records["text"].to_list() == ["John:.", "\nmore"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("[05.05.23, 15:48:11] ", "2023-05-05T15:48:11"),
        ("1/23/23, 3:22_AM - ", "2023-01-23T03:22:00"),
        ("7/19/22, 11:32\u202fPM - ", "2022-07-19T23:32:00"),
        ("7/20/22, 11:32\u202fam - ", "2022-07-20T11:32:00"),
        ("13/1/23, 12:02 a. m. - ", "2023-01-13T00:02:00"),
        ("13/1/23, 12:02 p.\u00a0m. - ", "2023-01-13T12:02:00"),
        ("13.07.17, 10:36 p.m.  - ", "2017-07-13T22:36:00"),
        ("1/30/18, 00:04 AM - ", "2018-01-30T00:04:00"),
        ("1/29/18, 23:59 PM - ", "2018-01-29T23:59:00"),
        ("13. 6. 2018. 21:25:15 ", "2018-06-13T21:25:15"),
        ("13.06.18 21.25.15: ", "2018-06-13T21:25:15"),
        ("13-06-2018 21:25 - ", "2018-06-13T21:25:00"),
        ("13 06 2018 21:25 - ", "2018-06-13T21:25:00"),
        ("13/06/2018 à 21:25 - ", "2018-06-13T21:25:00"),
        ("2018-06-13, 21:25 - ", "2018-06-13T21:25:00"),
        ("2018-06-13T21:25:15 - ", "2018-06-13T21:25:15"),
        ("2018. 6. 13. 오후 9:25 - ", "2018-06-13T21:25:00"),
        ("2018/6/13 下午9:25 - ", "2018-06-13T21:25:00"),
        ("\u200f١٣\u200f/٦\u200f/٢٠١٨، ٩:٢٥ م - ", "2018-06-13T21:25:00"),
        ("۲۰۱۸/۶/۱۳،\u200f ۲۱:۲۵ - ", "2018-06-13T21:25:00"),
        ("\u200e[\ufeff13/06/2018, 21:25:15] ", "2018-06-13T21:25:15"),
    ],
)
def test_headers(read, header, expected):
    for text in ("Ana: oi", "Ana: oi\nx\n" + header + "Bob: é"):
        records, _ = read(header + text, timezone="UTC")
        assert records["sent_at"][-1] == datetime.fromisoformat(expected).replace(tzinfo=UTC)
        assert records["author"][0] == "Ana"


def test_lines_that_only_resemble_headers(read):
    text = "13/01/2023 14:30 - Ana: list\n1. 2. 3. go\n12:30 - no date\n5/5/23 was fun: yes\n"
    text += "+55 11 90000-0001 10:20 - tel: x\n14/01/2023 at noon - no\n"
    records, _ = read(text)
    assert len(records) == 1


@pytest.mark.parametrize(
    ("dates", "order", "decided_by"),
    [
        (["1/2/24", "13/2/24"], "dmy", "a day above 12"),
        (["1/2/24", "2/13/24"], "mdy", "a day above 12"),
        (["1/2/24", "13/2/24", "2/13/24", "2/14/24"], "mdy", "a day above 12"),
        (["06/03/2017", "08/05/2017", "09/04/2017"], "mdy", "fewer backward jumps in time"),
        (["03/06/2017", "05/08/2017", "04/09/2017"], "dmy", "fewer backward jumps in time"),
        (["1/2/24", "2/2/24", "3/2/24"], "dmy", "shorter span"),
        (["2/1/24", "2/2/24", "2/3/24"], "mdy", "shorter span"),
        (["1/1/24", "2/2/24"], "dmy", "default"),
        (["2024/1/2", "2024/1/3"], "ymd", "year written first"),
    ],
)
def test_order_of_day_and_month(read, dates, order, decided_by):
    _, report = read("".join(f"{d}, 10:00 - Ana: a\n" for d in dates))
    assert report.details["date_order"] == order
    assert report.details["date_order_decided_by"] == decided_by
    assert bool(report.warnings) == (decided_by in ("shorter span", "default"))


def test_order_can_be_set_but_not_against_the_calendar(read):
    text = "1/2/24, 10:00 - Ana: a\n13/2/24, 10:00 - Ana: b\n2024/3/4, 10:00 - Ana: c\n"
    assert read(text, date_order="mdy")[0]["date"].to_list() == [
        date(2024, 1, 2), date(2024, 2, 13), date(2024, 3, 4),
    ]  # fmt: skip
    records, report = read("24/01/05, 10:00 - Ana: a\n", date_order="ymd")
    assert records["date"].to_list() == [date(2024, 1, 5)]
    assert (report.details["date_order_decided_by"], report.warnings) == ("configuration", [])
    with pytest.raises(AcervoError, match="date_order 'dd'"):
        read(text, date_order="dd")
    with pytest.raises(AcervoError, match="timezone"):
        read(text, timezone="America/Nowhere")


def test_every_line_is_counted(read):
    records, report = read(
        "a note\nbefore\n"
        "13/01/2023 14:30 - Ana: a\nb\n"
        "31/02/2023 14:30 - Ana: c\nd\n30/02/2023 14:30 - Ana: e\n"
        "13/01/2023 14:60 - Ana: f\n"
        "13/01/2569 14:30 - Ana: g\n"
        "14/01/2023 14:31 - Ana saiu\nlogo\n"
    )
    assert records["line"].to_list() == [3, 10]
    assert (report.lines, report.accepted, report.system, report.rejected) == (11, 2, 2, 7)
    assert report.rejects == [
        Reject(1, 2, "text before the first message"),
        Reject(5, 7, "date does not exist"),
        Reject(8, 8, "time does not exist"),
        Reject(9, 9, "year is not between 1970 and 2105"),
    ]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff", " \r\n\t\r\n"])
def test_an_empty_file_is_a_warning(read, content):
    records, report = read(content)
    assert records.schema == read(ANDROID)[0].schema
    assert len(records) == 0
    assert report.warnings == ["the file is empty"]
    assert report.lines == report.rejected == content.count("\n") + (content == "\ufeff")


@pytest.mark.parametrize(
    "content", ["hello\n", "name,date\nAna,2023-01-01\n", "%PDF-1.7\n", "\x89é"]
)
def test_what_is_no_chat_is_an_error(read, content):
    with pytest.raises(AcervoError, match="no line begins like a WhatsApp message") as error:
        read(content)
    assert error.value.where == "raw/chat.txt"
    assert error.value.fix
    assert content.strip() not in str(error.value)


def test_the_order_of_the_file_is_kept(read):
    records, _ = read("1/13/21, 12:03 - A: a\n1/13/21, 12:02 - B: b\n1/13/21, 12:04 - C: c\n")
    assert records["text"].to_list() == ["a", "b", "c"]
    assert records["position"].to_list() == [0, 1, 2]


def test_no_message_with_a_date_that_exists(read):
    records, report = read("31/02/2023 14:30 - Ana: a\n")
    assert len(records) == 0
    assert report.rejected == 1
    assert "no message has a date that exists" in report.warnings
