"""Contacts that are saved with a colon are one author; what people say with a colon stays theirs."""

import pytest
from acervo.sources import whatsapp

from tests.unit.growth import growth


@pytest.fixture
def read(tmp_path):
    """The (author, text, state) of every line, each a message of a minute of its own."""

    def read_(*lines, header="{:02}/01/2023 14:{:02} - "):
        path = tmp_path / "chat.txt"
        stamped = (header.format(13 + i // 60, i % 60) + line for i, line in enumerate(lines))
        path.write_text("".join(line + "\n" for line in stamped))
        records, report = whatsapp.read(path, file="chat.txt", source="roda", timezone="UTC")
        report.check()
        return records.select("author", "text", "state").rows()

    return read_


def authors(rows):
    return [author for author, *_ in rows]


def said_by(name, *texts):
    return [f"{name}: {text}" for text in texts]


THREE = ("oi", "tudo bem?", "até já")


@pytest.mark.parametrize(
    "name",
    [
        "Trabalho: João",
        "Trabalho: Xavantina",  # who is no given name, behind what is no name
        "trabalho: xavantina",
        "Dr.: Rui Prado",
        "Ana Obra: Rui",
        "João: Pedreiro",
        "Cliente: 👷 João (obra)",
        "~ Escola: Bia",
        "Grupo: Trabalho: João",
    ],
)
def test_three_messages_that_all_begin_with_a_name_tell(read, name):
    rows = read(*said_by(name, *THREE), "Bia: Aviso: é hoje")
    assert rows == [
        *((name, text, "posted") for text in THREE),
        ("Bia", "Aviso: é hoje", "posted"),
    ]


def test_several_contacts_of_one_kind(read):
    rows = read("Trabalho: João: oi", "Trabalho: Maria: sim", "Trabalho: João: até já")
    assert authors(rows) == ["Trabalho: João", "Trabalho: Maria", "Trabalho: João"]


@pytest.mark.parametrize("name", ["Trabalho: João", "Dr.: João Prado", "🏠: Dona Maria"])
def test_given_names_behind_no_name_tell(read, name):
    assert read(f"{name}: oi", "Bia: oi") == [(name, "oi", "posted"), ("Bia", "oi", "posted")]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("<Mídia oculta>", "posted"),
        ("Mensagem apagada", "deleted"),
        ("IMG-1.jpg (arquivo anexado)", "posted"),
        ("<anexado: 1.opus>", "posted"),
    ],
)
def test_one_placeholder_tells(read, text, state):
    assert read(f"Obra: Xavantina: {text}") == [("Obra: Xavantina", "", state)]


def test_one_command_tells(read):
    rows = read("Trabalho: Fulano: /acervo opt-out", "Ana: oi")
    assert rows[0] == ("Trabalho: Fulano", "/acervo opt-out", "posted")


def test_a_mention_tells(read):
    rows = read("Obra: Xavantina: oi", "Ana: e aí @\u2068Obra: Xavantina\u2069")
    assert authors(rows) == ["Obra: Xavantina", "Ana"]
    rows = read("~ Obra: Xavantina: oi", "Ana: e aí @\u2068~Obra: Xavantina\u2069")
    assert authors(rows) == ["~ Obra: Xavantina", "Ana"]


def test_notices_tell_and_are_notices(read):
    rows = read(
        "Ana adicionou Obra: Xavantina",
        "Obra: Xavantina: oi",
        "Obra: Xavantina mudou o nome do grupo de “a” para “b”",
        "Obra: Xavantina saiu",
    )
    assert [state for *_, state in rows] == ["system", "posted", "system", "system"]
    assert rows[1] == ("Obra: Xavantina", "oi", "posted")
    assert rows[0] == (None, "Ana adicionou Obra: Xavantina", "system")


def test_a_notice_may_come_first(read):
    rows = read(
        "Obra: Xavantina entrou usando um link de convite",
        "Obra: Xavantina: oi",
    )
    assert rows[1] == ("Obra: Xavantina", "oi", "posted")
    assert authors(rows) == [None, "Obra: Xavantina"]


def test_who_added_several(read):
    names = ["Trabalho: João", "Trabalho: Maria"]
    rows = read(*(f"Ana adicionou {name}" for name in names), *(f"{name}: oi" for name in names))
    assert authors(rows) == [None, None, *names]
    rows = read("Ana adicionou Trabalho: sim", "Ana adicionou Trabalho: João", "Trabalho: João: oi")
    assert authors(rows) == ["Ana adicionou Trabalho"] * 2 + ["Trabalho: João"]


def test_who_began_with_a_notice(read):
    lines = ["Trabalho: \u200eAna added Bob", *said_by("Trabalho: João", *THREE)]
    rows = read(*lines, header="[{:02}/01/23, 14:{:02}:00] ")
    assert authors(rows) == [None, *["Trabalho: João"] * 3]


def test_a_notice_of_another_language(read):
    rows = read("Ana added Acme: Xavantina.", "Acme: Xavantina: hi")
    assert rows == [
        (None, "Ana added Acme: Xavantina.", "system"),
        ("Acme: Xavantina", "hi", "posted"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        said_by("Ana", *(f"Aviso: {text}" for text in THREE)),
        said_by("Ana", *(f"Atenção: {text}" for text in THREE)),
        said_by("Portaria", *(f"Aviso: {text}" for text in THREE)),
        said_by("Portaria", *(f"{word}: 12" for word in ("Encomenda", "Visita") * 3)),
        said_by("Ana", *(f"Xadrez: {text}" for text in THREE)),
        said_by("Ana", "João: vem", "Maria: não", "João: está bem"),  # whom she answers
        said_by("Ana", *(f"João: {text}" for text in THREE), "oi"),
        said_by("Ana", "João: vem", "João: vem já"),
        said_by("Trabalho", "Xavantina: vem", "Xavantina: vem já"),
        said_by("Trabalho", *(f"Xavantina: {text}" for text in THREE), "Xavantina fica longe"),
        said_by("Trabalho", *(f"João: {text}" for text in THREE), "oi a todos"),
        said_by("+55 11 90000-0001", *(f"Clima: {text}" for text in THREE)),
        said_by("Ana", *(f"o João: {text}" for text in THREE)),
        said_by("Trabalho", *(f"Sim, João: {text}" for text in THREE)),
        said_by("Trabalho", *(f"Reunião 10:30: {text}" for text in THREE)),
        said_by("Ana", "Dica: /acervo opt-out", "e mais nada"),
        said_by("Ana", "Aviso: <Mídia oculta>"),
        [*said_by("Ana", "Aviso: sim"), *said_by("Bia", "@\u2068Ana: Aviso\u2069")],
    ],
    ids=lambda lines: lines[0],
)
def test_a_habit_is_no_name(read, lines):
    rows = read(*lines)
    assert authors(rows) == [line.split(": ")[0] for line in lines]


def test_what_whatsapp_wrote_is_recognised_behind_the_whole_name(read):
    name = "Trabalho: João"
    texts = ["<Mídia oculta>", "sim <Mensagem editada>", "a\nb"]
    rows = read(*said_by(name, *THREE, *texts), f"{name}:\nc", f"{name}:")
    assert rows[3:] == [
        (name, "", "posted"),
        (name, "sim", "edited"),
        (name, "a\nb", "posted"),
        (name, "\nc", "posted"),
        (name, "", "posted"),
    ]


def test_marks_around_the_name(read):
    lines = [f"\u202aTrabalho: João\u202c: \u200e{text}" for text in ("image omitted", *THREE)]
    rows = read(*lines, header="\u200e[{:02}/01/23, 14:{:02}:00] ")
    assert rows[:2] == [("Trabalho: João", "", "posted"), ("Trabalho: João", "oi", "posted")]


def test_all_parts_of_a_large_file_count(read, monkeypatch):
    lines = said_by("Trabalho: João", *THREE * 20)
    monkeypatch.setattr(whatsapp, "_PART", 100)
    assert set(authors(read(*lines))) == {"Trabalho: João"}
    assert "Trabalho" in authors(read(*lines, "Trabalho: oi"))


def test_the_report_counts_names_and_never_shows_them(tmp_path):
    path = tmp_path / "chat.txt"
    path.write_text("".join(f"13/01/2023 14:3{i} - Trabalho: João: oi\n" for i in range(3)))
    _, report = whatsapp.read(path, file="chat.txt", source="roda", timezone="UTC")
    assert report.details["names_with_a_colon"] == 1
    assert "João" not in str(report.as_dict())
    path.write_text("13/01/2023 14:30 - João: oi\n")
    _, report = whatsapp.read(path, file="chat.txt", source="roda", timezone="UTC")
    assert "names_with_a_colon" not in report.details


@pytest.mark.parametrize(
    "line", ["Trabalho {0}: João: oi", "Trabalho: A{0}: <x>", "A: B: C: D: E {0}", "Ana: João {0}"]
)
def test_time_grows_no_faster_than_the_file(tmp_path, line):
    def work(lines):
        path = tmp_path / "chat.txt"
        path.write_text("".join(f"13/01/2023 14:30 - {text}\n" for text in lines))
        whatsapp.read(path, file="chat.txt", source="roda", timezone="UTC")

    assert growth(work, [line.format(i) for i in range(5000)]) < 10
