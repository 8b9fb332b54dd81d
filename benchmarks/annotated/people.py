"""Who is in the chat, and who is only spoken of. All invented."""

import unicodedata

from acervo.privacy.roster import Person

from benchmarks.annotated.model import PEOPLE, Draw, Piece, slot

# Names as saved in the phone, with names that are ordinary words too, and unsaved numbers.
MEMBERS = {
    "pt-BR": (
        "Ana Júlia Prates", "Rosa Tavares", "Clara Mendonça", "Vitória Quaresma", "Zé Bento Obras",
        "Márcia 🌻 Lopes", "~ Heitor Vidigal", "João Pedro Caiado", "Dona Iracema", "Tico Borracheiro",
        "Prof. Anselmo Goulart", "Wellington Sá", "Kauã Itamar", "+55 69 99231-4408",
        "Dra. Noêmia Falcão", "Luan D'Ávila", "THAÍS UCHÔA", "gleice ramos",
    ),
    "pt-PT": (
        "Inês Valadares", "Duarte Sequeira", "Beatriz Gouveia", "Gonçalo Pimenta", "Leonor Teles Brandão",
        "Tomé Alcobaça", "Graça Murteira", "~Rúben Caeiro", "+351 912 774 305", "Eng.º Salvador Noronha",
        "Constança Rebelo", "Afonso Lapa",
    ),
    "es": (
        "Luz Marina Ocampo", "Íñigo Zabaleta", "Pilar Echeverría", "Joaquín Sol Ibarra", "Ximena Quiroga",
        "Begoña Añorve", "~ Nacho Peralta", "Mercedes Tovar", "Úrsula Gándara", "+34 612 480 937",
        "Don Evaristo Luján", "Maite 🐝 Olmedo", "Concha Villagrán",
    ),
    "en": (
        "Grace Hollis", "Mark Pennington", "Hope Tillman", "Siobhán O'Rourke", "Dexter Quigley",
        "Priya Ramanathan", "~ Wyatt Lindqvist", "Joy Abernathy", "Lucía Fairbanks", "+1 202-555-0143",
        "Dr. Percival Stokes", "Tamsin-Jane Orwell", "DeShawn Okafor",
    ),
}  # fmt: skip

# The private list: nicknames that no first name explains, and people who never wrote.
LISTED = {
    "pt-BR": (
        Person("Wellington Sá", nicknames=("Tonzinho",)),
        Person("Ana Júlia Prates", nicknames=("Naju",)),
        Person("Custódio Bragança", nicknames=("Seu Custó",)),
    ),
    "pt-PT": (Person("Duarte Sequeira", nicknames=("Dudas",)), Person("Efigénia Castelão")),
    "es": (Person("Ximena Quiroga", nicknames=("Xime",)), Person("Eleuterio Bañuelos")),
    "en": (Person("Dexter Quigley", nicknames=("Dexy",)), Person("Philippa Wrexmoor")),
}

_FIRST = {
    "pt": "Osvaldo Jacira Dirceu Lindalva Cássio Rosângela Edmilson Solange Amâncio Terezinha Nivaldo Ivone",
    "es": "Aurelio Rosalía Fermín Encarna Leopoldo Amparo Gonzalo Remedios Hipólito Yolanda Abelardo Noelia",
    "en": "Harriet Clifford Maureen Desmond Beverly Rupert Gwendolyn Barnaby Odette Lionel Marjorie Cedric",
}
_LAST = {
    "pt": "Bittencourt Fagundes Peçanha Lustosa Carvalhal Mesquita Trindade Vasques Nogueirão Sardinha",
    "es": "Arriaga Bermúdez Cifuentes Zamorano Villaseñor Lozoya Urrutia Covarrubias Palacín Redondo",
    "en": "Whitcombe Ashdown Ferraby Pemberton Lockwood Hargreaves Standish Thistleton Mayhew Crowther",
}
_PARTICLES = {"pt": ("", "", "de ", "da "), "es": ("", "", "de la "), "en": ("", "", "")}
_PHONE = set("+0123456789 -()")


def plain(text: str) -> str:
    """Return the text without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def named(draw: Draw) -> list[list[str]]:
    """Return the members who have a name, as lists of words without titles and ornaments."""
    titles = {"Dona", "Don", "Prof.", "Dra.", "Dr.", "Eng.º", "~"}
    names = [m.lstrip("~ ") for m in draw.members if not set(m) <= _PHONE]
    return [[w for w in n.split() if w[0].isalpha() and w not in titles] for n in names]


@slot("NAME")
def member(draw: Draw) -> str:
    """Any writing of a member's name: saved, first, first and last, other case, no accents."""
    words = draw.pick(named(draw))
    full = " ".join(words)
    saved = draw.pick([m for m in draw.members if not set(m) <= _PHONE]).lstrip("~ ")
    forms = [
        saved,
        full,
        words[0],
        " ".join(dict.fromkeys((words[0], words[-1]))),
        plain(full),
        full.upper(),
        full.title(),
    ]
    return draw.pick([*forms, full, words[0]])


@slot("NAME")
def first(draw: Draw) -> str:
    """A first name with a capital, perhaps without accents."""
    name = draw.pick(named(draw))[0]
    name = name[0].upper() + name[1:]
    return draw.pick([name, name, name.upper(), plain(name)])


@slot("NAME")
def lowered(draw: Draw) -> str:
    """A full name in lower case, as people type."""
    words = draw.pick([words for words in named(draw) if len(words) > 1])
    return " ".join(words).lower() if draw.chance(0.5) else plain(" ".join(words)).lower()


@slot("NAME")
def elongated(draw: Draw) -> str:
    """A first name that is called out: "Anaaa"."""
    name = draw.pick([w[0] for w in named(draw) if w[0][-1].lower() in "aeiou"])
    return name[0].upper() + name[1:] + name[-1].lower() * draw.number(2, 5)


_BOLD = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "".join(chr(0x1D400 + i) for i in range(52)),
)


@slot("NAME")
def styled(draw: Draw) -> str:
    """A name in letters that are drawn otherwise: bold of mathematics, or with marks apart."""
    name = " ".join(draw.pick(named(draw)))
    return draw.pick([plain(name).translate(_BOLD), unicodedata.normalize("NFD", name)])


@slot("NAME")
def nickname(draw: Draw) -> str:
    """A nickname, or a person, from the private list."""
    listed = LISTED[draw.language]
    return draw.pick([n for p in listed for n in (p.nicknames or (p.name,))])


@slot("NAME")
def mention(draw: Draw) -> list[Piece]:
    """A mention of a saved contact: the name between isolates."""
    name = draw.pick([m for m in draw.members if not set(m) <= _PHONE])
    return [Piece("@\u2068"), Piece(name, "NAME", True), Piece("\u2069")]


@slot("NAME")
def at_member(draw: Draw) -> list[Piece]:
    """A mention by name without isolates, as a copied message has it."""
    return [Piece("@"), Piece(draw.pick(named(draw))[0], "NAME", True)]


@slot(PEOPLE)
def third(draw: Draw) -> str:
    """Somebody who is not in the chat: first and last name."""
    tongue = draw.language[:2]
    particle = draw.pick(_PARTICLES[tongue])
    return f"{draw.pick(_FIRST[tongue].split())} {particle}{draw.pick(_LAST[tongue].split())}"


@slot(PEOPLE)
def third_first(draw: Draw) -> str:
    """Somebody who is not in the chat, by first name."""
    return draw.pick(_FIRST[draw.language[:2]].split())


def login(draw: Draw) -> str:
    """Return a user name made of an invented person's name."""
    tongue = draw.language[:2]
    one = plain(draw.pick(_FIRST[tongue].split())).lower()
    two = plain(draw.pick(_LAST[tongue].split())).lower()
    return draw.pick(
        [
            f"{one}.{two}",
            f"{one}_{two}",
            f"{one}{two[:3]}{draw.number(2, 99)}",
            f"{one[0]}{two}",
            f"{one}{two}",
        ]
    )
