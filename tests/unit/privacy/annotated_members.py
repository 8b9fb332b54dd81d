"""A roster, and texts in which braces stand around what is taken for a member."""

import polars as pl
from acervo.privacy.members import Members
from acervo.privacy.roster import Person, build_roster

KEY = b"k" * 32
AUTHORS = [
    "Ana Júlia Souza",
    "Bruno Lima",
    "João Pedro Alencar",
    "Rosa Nunes",
    "Clara Mendes",
    "Vitória Prado",
    "Luz Ferreira",
    "Sol Andrade",
    "Will Turner",
    "Grace Osborne",
    "Mark Ellis",
    "Caio Reis",
    "Leo Peixoto",
    "Max Duarte",
    "Ju",
    "Fernanda Trabalho",
    "Dra. Yara Bittencourt Vizinha 302",
    "~Tomás🌸 (pai do Kauê)",
    "Salvador Matos",
    "Paulo Teles",
    "Eva Python",
    "Marcos Uber",
    "Dona Iracema",
    "Eng.º Hélio Noronha",
    "Flor Campos",
    "Zé Bento",
    "+55 69 99999-0001",
    "+1 202 555 0147",
]


def roster():
    records = pl.DataFrame(
        {
            "source": "praca",
            "sent_at": None,
            "author": AUTHORS,
            "state": "posted",
            "text": "oi",
        },
        schema={
            "source": pl.String,
            "sent_at": pl.Datetime("us", "UTC"),
            "author": pl.String,
            "state": pl.String,
            "text": pl.String,
        },
    )
    people = [Person("Dora Lima", nicknames=("Dorinha", "Sombra"))]
    return build_roster([records], people, key=KEY, dataset="demo")


MEMBERS = Members(roster())


def marked(text):
    """Return the text with braces around what is taken for a member."""
    parts, done = [], 0
    for start, end, _ in MEMBERS.find(text):
        parts += [text[done:start], "{", text[start:end], "}"]
        done = end
    return "".join([*parts, text[done:]])


def sentences(block):
    return [line.replace("\\n", "\n") for line in block.strip().split("\n") if line]
