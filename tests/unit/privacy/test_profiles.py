import polars as pl
import pytest
from acervo.privacy.profiles import LIMITS, profiles
from acervo.privacy.pseudonyms import pseudonym
from acervo.privacy.roster import Person, build_roster
from acervo.schema import CONSENT, PROFILES

KEY = b"k" * 32
PEOPLE = [
    Person("Ana Júlia"),
    Person("Bruno Reis", phone="+55 69 99999-0001"),
    Person("Caio Lins"),
    Person("Beto Vrubel"),
    Person("Duda Prado"),
    Person("Duda Prado Vrubel"),
]
ROSTER = build_roster([], PEOPLE, key=KEY, dataset="demo")
EMPTY = pl.from_arrow(CONSENT.arrow.empty_table())


def who(name):
    return pseudonym(KEY, "demo", name)


def published(*rows):
    consent = pl.DataFrame(
        [{"person": "ana júlia", "opted_out": False} | row for row in rows], schema=EMPTY.schema
    )
    frame, counts = profiles(consent, ROSTER)
    PROFILES.model.validate(frame)
    return frame, counts


def one(**chosen):
    """Return what of one choice is published, and the counts."""
    frame, counts = published(chosen)
    (key,) = chosen
    return (frame[key][0] if frame.height else None), counts


def test_who_chose_something_and_is_in():
    frame, counts = published(
        {"alias": "Flor", "bio": "Leio.", "link": "https://example.org/flor"},
        {"person": "bruno reis", "alias": "Rama", "opted_out": True},
        {"person": "caio lins"},
    )
    assert frame.rows() == [(who("ana júlia"), "Flor", "Leio.", "https://example.org/flor")]
    assert counts == {"alias": 1, "bio": 1, "link": 1}


def test_rows_are_in_the_order_of_pseudonyms():
    people = ["ana júlia", "bruno reis", "caio lins"]
    frame, _ = published(*({"person": person, "bio": "oi"} for person in people))
    assert frame["pseudonym"].to_list() == sorted(map(who, people))


def test_nobody_chose_anything():
    frame, counts = published()
    assert frame.height == 0 and frame.columns == PROFILES.arrow.names and counts == {}


@pytest.mark.parametrize("key", LIMITS)
def test_long_values_are_refused(key):
    start = "https://example.org/" if key == "link" else ""
    longest = start + "x" * (LIMITS[key] - len(start))
    assert one(**{key: longest}) == (longest, {key: 1})
    assert one(**{key: longest + "x"}) == (None, {f"refused {key}: too long": 1})


@pytest.mark.parametrize(
    "alias", ["Flor", "🌻", "Zé do Poço", "A. B. C.", "x", "dona 7", "Ana", "ana júlia 🌸"]
)
def test_aliases(alias):
    assert one(alias=alias) == (alias, {"alias": 1})


@pytest.mark.parametrize(
    "alias",
    [
        "Bruno Reis",
        "bruno",
        "BRUNO",
        "brúno reis",
        "a prima do Bruno",
        "amiga do bruno",
        "Ana de Bruno",
        "p" + "a2" * 8,
        "P" + "A2" * 8,
        "[NAME]",
        "[phone_1]",
        "ligue 11 98888-7777",
        "flor@example.org",
    ],
)
def test_an_alias_is_nobodys_name(alias):
    assert one(alias=alias) == (None, {"refused alias: names or identifies somebody": 1})


def test_names_and_identifiers_in_a_bio_are_replaced():
    bio, _ = one(bio="Vizinha de Bruno Reis, @⁨Caio Lins⁩, @⁨Zé⁩: flor@example.org")
    assert bio == f"Vizinha de {who('bruno reis')}, @{who('caio lins')}, @[NAME]: [EMAIL_1]"


def test_a_bio_that_grows_too_long_is_refused():
    assert one(bio="Bruno Reis " * 25)[0] is None


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org",
        "http://example.org/a/b?c=d#e",
        "HTTPS://Example.org:8080/é",
        "https://example.org/ana-julia",
    ],
)
def test_links(link):
    assert one(link=link) == (link, {"link": 1})


@pytest.mark.parametrize(
    "link",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost/",
        "https://user:secret@example.org",
        "https://example.org:port/",
        "https://[example.org",
        "https://example.org/a b",
        "https://example.org/<script>",
        "see https://example.org",
    ],
)
def test_what_is_no_web_address_is_refused(link):
    assert one(link=link) == (None, {"refused link: not a web address": 1})


@pytest.mark.parametrize(
    "link",
    ["https://example.org/bruno-reis", "https://caio.example.org", "https://example.org/caio%20l"],
)
def test_a_link_names_nobody(link):
    assert one(link=link) == (None, {"refused link: names or identifies somebody": 1})


OF_OTHERS = "names or identifies somebody"


@pytest.mark.parametrize(
    "alias",
    [
        "betovrubel",
        "BetoVrubel90",
        "xbetovrubelx",
        "b.e.t.o v.r.u.b.e.l",
        "beto_vrubel",
        "fã de caiolins",
        "69999990001",
        "fã do 999990001",
        "6-9-9-9-9-9-9-0-0-0-1",
    ],
)
def test_an_alias_spells_nobody(alias):
    assert one(alias=alias) == (None, {f"refused alias: {OF_OTHERS}": 1})


@pytest.mark.parametrize(
    "path",
    ["betovrubel", "x/beto-vrubel", "?u=beto%20vrubel", "?t=69999990001", "%2B5569999990001/fotos"],
)
def test_a_link_holds_nobodys_full_name_or_number(path):
    link = f"https://example.org/{path}"
    assert one(link=link) == (None, {f"refused link: {OF_OTHERS}": 1})


@pytest.mark.parametrize(
    ("bio", "expected"),
    [
        ("Prima de betovrubel.", f"Prima de {who('beto vrubel')}."),
        ("Veja https://x.example/beto_vrubel", f"Veja https://x.example/{who('beto vrubel')}"),
        ("É o 69999990001", f"É o {who('bruno reis')}"),
        ("Sou xbetovrubelx", None),
        ("Ligue: 6-9-9-9-9-9-9-0-0-0-1", f"Ligue: {who('bruno reis')}"),
        ("Ligue: 69, depois 99999, depois 0001", None),
    ],
)
def test_a_bio_tells_nobodys_full_name_or_number(bio, expected):
    assert one(bio=bio)[0] == expected


@pytest.mark.parametrize("alias", ["betovrubel", "B. e. t. o Vrubel", "Beto_Vrubel 90"])
def test_ones_own_name_may_be_spelled(alias):
    frame, _ = published({"person": "beto vrubel", "alias": alias})
    assert frame["alias"].to_list() == [alias]


def test_ones_own_name_may_hold_that_of_another():
    frame, _ = published({"person": "duda prado vrubel", "alias": "duda.prado-vrubel"})
    assert frame["alias"].to_list() == ["duda.prado-vrubel"]


def test_ones_own_number_may_stand_in_ones_link():
    link = "https://example.org/?t=69999990001"
    frame, _ = published({"person": "bruno reis", "link": link})
    assert frame["link"].to_list() == [link]
