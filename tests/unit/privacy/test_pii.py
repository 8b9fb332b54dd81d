import json
import re
from collections import Counter
from pathlib import Path
from unittest.mock import patch

import polars as pl
import pytest
from acervo.privacy import pii
from acervo.privacy.detectors import IDENTIFIERS
from acervo.privacy.pii import redact
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.growth import growth
from tests.unit.privacy.one_text import redact_text

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def one(text):
    texts, _ = redact(pl.Series([text]))
    assert texts.dtype == pl.String
    return texts[0]


PLANTED = {
    "PHONE": """(69) 99999-0001|69 99999-0001|69999990001|69 9 9999-0001|69-99999-0001
        |+55 69 99999-0001|+5569999990001|55 69 99999-0001|5569999990001|069 99999-0001
        |(069) 99999-0001|(69) 3222-1234|+55 (69) 9999-0001|69 3222-1234|0xx69 3222-1234
        |015 69 3222-1234|69.99999.0001|612 345 678|612 34 56 78|612345678|+34 612 345 678
        |91 123 45 67|912 345 678|+351 912 345 678|912345678|55 1234 5678|+52 1 55 1234 5678
        |+52 55 1234 5678|(202) 555-0147|202-555-0147|202.555.0147|+1 202 555 0147
        |1-202-555-0147|+1 (202) 555-0147 ext. 12|+44 7700 900123""",
    "CPF": "123.456.789-09|12345678909|123 456 789 09|123456789-09",
    "CNPJ": "11.222.333/0001-81|11222333000181|12.ABC.345/01DE-35",
    "CARD": """4111 1111 1111 1111|4111111111111111|4111-1111-1111-1111|3782 822463 10005
        |5500005555555559""",
    "EMAIL": "ana@example.org|ana.souza+x@mail.example.com.br|ANA_1@EXAMPLE.ORG|josé@exemplo.com",
}
VALUES = [(kind, v.strip()) for kind, values in PLANTED.items() for v in values.split("|")]
WRAPPED = [
    "{}",
    "manda pra {} ok",
    "🎉{}🎉",
    "({})",
    "*{}*,",
    "x\n{}\ny",
    "_{}_",
    "veja:{};",
    "«{}»",
    "oi,{}!",
    "{}.",
]


@pytest.mark.parametrize("wrapped", WRAPPED)
def test_planted_identifiers_are_gone(wrapped):
    texts, counts = redact(pl.Series([wrapped.format(value) for _, value in VALUES]))
    assert texts.to_list() == [wrapped.format(f"[{kind}_1]") for kind, _ in VALUES]
    assert counts == dict(sorted(Counter(kind for kind, _ in VALUES).items()))


INNOCENT = """
commit 3f2504e01234567 and 2147483647 or 4294967295 bytes, 550e8400-e29b-41d4-a716-446655440000
R$ 1.234.567,89 e US$ 12,345,678.90 e 5.000.000-10.000.000 e 2.173.665.655.937
2024-05-06 10:30:22 | 06/05/2024 10h30 | 06.05.2024 18:00 | 20240506 |
às 14:30 de 12-03-2026 e 13-03-2026
1700000000 1734567890123 v1.2.3.4 2024.05.06 1.83.0-nightly (2024-11-01)
#58100 #123456789 PR 1234567890 o pedido nº 123456789 custou 99999-0001 pontos? não, 99,90
arXiv:2410.12613v2 2509.24244 978-85-333-0227-3 ISBN 0-306-40615-2 ISBN 9788533302273
10.1145/3459637.3482012
127.0.0.1:8080 8.8.8.8 10.0.0.0/24 v10.20.30.40 0000-0002-1825-0097 12345678901234567890 3.14159265358979
0800 123 4567 4004-1234 190 193 0300 123 4567 2019-2023 12 2023 2024
lat/long desconhecidas, placar 10-20 30-40 50-60 CEP 3.1416, 2.7183 [[0.1234, -1.5678], [2.1, 3.2]]
16GB 1920x1080 300000000 bytes 1 000 000 000 12 345 678 901
10 20 30 40 50 60 70 80 04 15 23 38 47 59
Lei 13.709/2018, art. 5º, LXXVIII; 0.123456789 1e-10 12345678e5 +1 +2 C++ +50%
1,2,3,4,5,6,7,8,9,10,11,12
npm i react@18.2.0 git@github.com:org/repo.git @fulano me@ home [EMAIL_1] [PHONE_12] [NAME] [media]
https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s&list=PL12345678901&index=2 https://youtu.be/dQw4w9WgXcQ?t=1
https://g1.globo.com/2024/05/06/noticia-11999990001.ghtml?utm_source=x&page=2&q=abc&id=69999990001#comments
https://arxiv.org/abs/2410.12613 https://x.com/a/status/1577667445719912450?s=20&t=0kECRUOhaXrf31ECygGJ8w
https://play.rust-lang.org/?version=stable&mode=debug&gist=0123456789abcdef0123456789abcdef&code=E0308
https://mastodon.social/@someone@example.social https://lore.kernel.org/r/20240101202756.29107-1-x@kernel.org
https://t.me/rustlang https://discord.gg/rust-lang
https://medium.com/@user/x-123456789012 github.com/a/b/pull/12345678
https://wa.me/?text=oi https://example.org/buy?token= https://git@example.org/x.git?a[]=1&b=(2)
""".strip().splitlines()


@pytest.mark.parametrize("text", INNOCENT)
def test_ordinary_numbers_and_links_stay(text):
    assert one(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://example.org/convite?token=a1B2c3", "https://example.org/convite?token=[TOKEN_1]"),
        ("https://e.org/?id=1&api_key=x&y=2#z", "https://e.org/?id=1&api_key=[TOKEN_1]&y=2#z"),
        ("https://e.org/#access_token=abc.def-1&n=1", "https://e.org/#access_token=[TOKEN_1]&n=1"),
        ("[aqui](https://zoom.us/j/91?pwd=QmFz.1).", "[aqui](https://zoom.us/j/91?pwd=[TOKEN_1])."),
        ("e.org/cb?code=4/0AX4XfWh2f9c0d8e7&state=ok", "e.org/cb?code=[TOKEN_1]&state=ok"),
        ("https://ana:senha@e.org/x", "https://[TOKEN_1]@e.org/x"),
        ("chat.whatsapp.com/AbCdEfGhIjK, vem!", "chat.whatsapp.com/[TOKEN_1], vem!"),
        ("t.me/+aBcDeF_1-x t.me/joinchat/AAAAAE", "t.me/+[TOKEN_1] t.me/joinchat/[TOKEN_2]"),
        ("https://discord.gg/yNtPTb2", "https://discord.gg/[TOKEN_1]"),
        ("https://signal.group/#CjQKIA_x", "https://signal.group/#[TOKEN_1]"),
        ("https://mega.nz/file/ab#k3y-K", "https://mega.nz/file/ab#[TOKEN_1]"),
        ("wa.me/5569999990001 (69) 99999-0001", "wa.me/[PHONE_1] [PHONE_1]"),
        (
            "https://api.whatsapp.com/send?phone=5569999990001&x=oi",
            "https://api.whatsapp.com/send?phone=[PHONE_1]&x=oi",
        ),
        (
            "https://e.org/sair?email=ana%40example.org&n=1",
            "https://e.org/sair?email=[EMAIL_1]&n=1",
        ),
        ("mailto:ana@example.org?subject=x", "mailto:[EMAIL_1]?subject=x"),
        ("tel:+5569999990001", "tel:[PHONE_1]"),
    ],
)
def test_links_survive_without_their_secrets(text, expected):
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@5569999990001 e @12345678901234", "@[PHONE_1] e @[PHONE_2]"),
        ("12/03/2026 69 99999-0001/69 98888-0002", "12/03/2026 [PHONE_1]/[PHONE_2]"),
        ("me liga 5512345678 ou fone: 3222-1234", "me liga [PHONE_1] ou fone: [PHONE_2]"),
        ("meu nº 69999990001", "meu nº [PHONE_1]"),
        ("5512345678 casas", "5512345678 casas"),
        ("5512345678", "[PHONE_1]"),
        ("cartão 4111 1111 1111 1111 123", "cartão [CARD_1] 123"),
        (
            "CPF 123.456.789-00, CNPJ 11.222.333/0001-82",
            "CPF 123.456.789-00, CNPJ 11.222.333/0001-82",
        ),
        ("\u202a+55 69 99999-0001\u202c", "\u202a[PHONE_1]\u202c"),
        ("+55\u00a069\u00a099999‑0001", "[PHONE_1]"),
        ("(+34 612 345 678)", "([PHONE_1])"),
        ("(898)666-3621x0135", "[PHONE_1]"),
    ],
)
def test_writings(text, expected):
    assert one(text) == expected


def test_numbered_by_appearance_and_equal_values_alike():
    text = "b@e.org, 69 99999-0001, a@e.org, +55 (69) 9999-0001 e B@E.ORG; 69 99999-0002"
    assert one(text) == "[EMAIL_1], [PHONE_1], [EMAIL_2], [PHONE_1] e [EMAIL_1]; [PHONE_2]"
    assert one("[PHONE_3] 69 99999-0001") == "[PHONE_3] [PHONE_4]"


def test_null_and_empty():
    texts, counts = redact(pl.Series([None, "", "a@e.org"], dtype=pl.String))
    assert texts.to_list() == [None, "", "[EMAIL_1]"] and counts == {"EMAIL": 1}
    assert redact(pl.Series([], dtype=pl.String))[1] == {}


AROUND = st.text(alphabet=" .,;:!?()[]*_~'\"«»–-/#🎉👍\n\u200e", max_size=4)
WORDS = st.text(alphabet="abçÃé \n", max_size=12)


@given(WORDS, AROUND, st.sampled_from(VALUES), AROUND, WORDS)
@settings(max_examples=600, deadline=None)
def test_wrapped_in_anything(before, left, value, right, after):
    _, raw = value
    left = (
        left if not re.search(r"[#_-]\u200e*$", left) else left + " "
    )  # then it is part of a name
    right = re.sub(r"^[-_]", " ", right) or (" " if after else "")
    text = f"{before} {left}{raw}{right}{after}"
    assert raw not in one(text), text


@given(
    st.text(
        alphabet=st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="@=:/"),
        max_size=80,
    )
)
def test_without_digits_and_at_nothing_changes(text):
    assert one(text) == text


PIECES = st.sampled_from(
    [v for _, v in VALUES]
    + INNOCENT
    + list(" -.+()/@#:_%&?=,\n")
    + ["1", "55", "069", "a", "[PHONE_1]", "token="]
)


TEXTS = st.lists(PIECES, max_size=9).map("".join)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_twice_changes_nothing_more(text):
    redacted = one(text)
    assert one(redacted) == redacted


@given(st.lists(TEXTS, min_size=80, max_size=80))
@settings(max_examples=20, deadline=None)
def test_the_filter_of_many_texts_misses_nothing(texts):
    counts = Counter()
    expected = [redact_text(text, counts) for text in texts]
    with patch.object(pii, "_FEW", 0):  # so few would be read without the filters
        redacted, found = redact(pl.Series(texts))
    assert redacted.to_list() == expected and found == counts


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["a", "a.", "1 ", "1", "+(", "a@", "?k="])
def test_time_grows_no_faster_than_a_hostile_text(piece):
    assert growth(lambda text: one(text + "@"), piece * 25_000) < 10


GOLD = {
    "CASE_NUMBER": "CASE",
    "CREDIT_CARD": "CARD",
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
    "PHONE_NUMBER": "PHONE",
    "PHONE_URL": "PHONE",
    "USERNAME": "HANDLE",
    "US_SSN": "SSN",
}


def _annotated():
    """Yield (text, [(kind, start, end)])."""
    for name in ("synth_dataset_v2", "generated_small"):
        for row in json.loads((DATA / f"pii/presidio/{name}.json").read_text("utf-8")):
            yield (
                row["full_text"],
                [(s["entity_type"], s["start_position"], s["end_position"]) for s in row["spans"]],
            )
    for line in (DATA / "pii/ptbr-derived/pii.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], [(s["entity_type"], s["start"], s["end"]) for s in row["spans"]]


@pytest.mark.skipif(
    not (DATA / "pii").is_dir(), reason="the annotated texts are not on this machine"
)
def test_annotated_texts():
    kinds = set(GOLD.values()) | {"CPF", "CNPJ", "EMAIL", "PHONE", "PIX"}
    wanted, found, false = Counter(), Counter(), Counter()
    for text, spans in _annotated():
        ours = pii.identify(text, IDENTIFIERS)
        for kind, a, b in spans:
            kind = GOLD.get(kind, kind)
            if kind in kinds:
                wanted[kind] += 1
                digits = kind not in ("EMAIL", "HANDLE")
                core = [
                    i for i in range(a + (text[a] == "@"), b) if text[i].isdigit() or not digits
                ]
                found[kind] += all(any(s <= i < e for s, e, *_ in ours) for i in core)
        for s, e, kind, _ in ours:
            false[kind] += not any(s < b and a < e for _, a, b in spans)
    recall = {kind: found[kind] / wanted[kind] for kind in kinds}
    assert min(recall.values()) >= 0.96, recall
    assert not any(false.values()), false


def test_many_short_texts_are_filtered_before_they_are_read(monkeypatch):
    read = []
    monkeypatch.setattr(pii, "identify", lambda text, detectors: read.append(text) or [])
    list(pii.identified(pl.Series(["", "ok", None] * 5_000)))
    assert not read


@pytest.mark.skipif(
    not (DATA / "newsletter").is_dir(), reason="the newsletters are not on this machine"
)
def test_newsletters_lose_only_addresses_accounts_and_invitations():
    lines = [
        line
        for path in sorted((DATA / "newsletter").rglob("*.md"))
        for line in path.read_text("utf-8", errors="replace").splitlines()
    ]
    texts, kinds = redact(pl.Series(lines))
    assert set(kinds) <= {"EMAIL", "TOKEN", "HANDLE", "LINK", "LOCATION", "NAME"}, kinds
    changed = (texts != pl.Series(lines)).sum()
    assert changed / len(lines) < 0.015 and kinds.get("NAME", 0) < 10, (changed, kinds)
