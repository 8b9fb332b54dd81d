"""Members may publish what is their own: the gate closes for what is another's."""

import polars as pl
import pytest
from acervo.privacy.gate import scan
from acervo.privacy.roster import Person, build_roster
from acervo.schema import CANARIES, PROFILES
from acervo.tables import write_table

ROSTER = build_roster(
    [],
    [
        Person("Beto Vrubel", phone="+5511999990007"),
        Person("Zulmira Quadros", phone="+5569999990001"),
        Person("Zulmira Quadros Paz"),
    ],
    key=b"k" * 32,
    dataset="rua",
)
WHO = dict(ROSTER.filter(pl.col("person") != "").select("name", "pseudonym").iter_rows())
BETO, ZULMIRA = WHO["Beto Vrubel"], WHO["Zulmira Quadros Paz"]
PLANTED = {
    "Beto Vrubel": "NAME",
    "Zulmira Quadros Paz": "NAME",
    "https://instagram.com/beto.vrubel1": "LINK",
    "Chave-do-portao-482913": "SECRET",
}


@pytest.fixture
def found(tmp_path):
    """What the gate finds in profiles: (pseudonym, alias, bio, link) each."""

    def found(*profiles):
        frame = pl.DataFrame(profiles, dict.fromkeys(PROFILES.arrow.names, pl.String), orient="row")
        write_table(frame, PROFILES, tmp_path / "profiles.parquet")
        planted = pl.DataFrame(
            list(PLANTED.items()), dict.fromkeys(CANARIES.arrow.names, pl.String), orient="row"
        )
        scanned = scan([], [tmp_path / "profiles.parquet"], planted, ROSTER, root=tmp_path)
        return [(f.place.removeprefix("column "), f.row, f.what) for f in scanned.findings]

    return found


@pytest.mark.parametrize(
    ("alias", "link"),
    [
        ("Beto Vrubel", "https://x.example/beto-vrubel"),
        ("BetoVrubel", "https://x.example/betovrubel"),
        ("Beto, o Vrubel", "https://instagram.com/beto.vrubel1"),
        ("dra. Beto", "https://x.example/?t=11999990007"),
        ("Beto", "https://x.example/5511999990007/"),
    ],
)
def test_ones_own_passes(found, alias, link):
    assert found((BETO, alias, None, link)) == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ("https://x.example/zulmira-quadros", "name of a member"),
        ("https://x.example/zulmiraquadros", "name of a member"),
        ("https://x.example/zulmira%20quadros", "name of a member"),
        ("https://instagram.com/zulmira_quadros", "name of a member"),
        ("https://x.example/?t=69999990001", "number of a member"),
        ("https://instagram.com/5569999990001", "number of a member"),
        ("https://x.example/?mail=flor@example.org", "EMAIL, found by a detector"),
        ("https://x.example/Chave-do-portao-482913", "SECRET that stands in the raw export"),
    ],
)
def test_a_link_holds_nothing_of_others(found, link, what):
    assert ("link", 1, what) in found((BETO, None, None, link))


@pytest.mark.parametrize("alias", ["zulmira-quadros", "ZulmiraQuadros", "sou a Zulmira_Quadros"])
def test_an_alias_is_no_other_members_name(found, alias):
    assert found((BETO, alias, None, None)) == [("alias", 1, "name of a member")]


def test_a_longer_name_of_ones_own_may_hold_a_shared_one(found):
    link = "https://x.example/zulmira-quadros-paz"
    assert found((ZULMIRA, "Zulmira Quadros Paz", None, link)) == []


def test_every_owner_of_the_same_text_is_judged(found):
    first, second = sorted([BETO, ZULMIRA])
    own = "Beto Vrubel" if first == BETO else "Zulmira Quadros Paz"
    lines = found((first, own, None, None), (second, own, None, None))
    assert {(place, row) for place, row, _ in lines} == {("alias", 2)}
    link = "https://instagram.com/rua.das.acacias"
    assert found((first, None, None, link), (second, None, None, link)) == []


def test_a_bio_is_a_text(found):
    bio = "Leio. https://instagram.com/beto.vrubel1"
    assert ("bio", 1, "LINK, found by a detector") in found((BETO, None, bio, None))
