import numpy as np
import pytest
from acervo.errors import AcervoError
from acervo.golden import judge, read_golden

from tests.unit.dataset import chunk_rows

ROWS = chunk_rows("The pump is mended", "A roof", "Seeds", title="Works")
ID = dict(zip(ROWS["text"], ROWS["chunk_id"], strict=True))


@pytest.fixture
def golden(tmp_path):
    def write(text):
        (tmp_path / "golden.tsv").write_text(text)
        return read_golden(tmp_path / "golden.tsv")

    return write


def finding(*texts):
    """What would always find these passages."""
    ids = [ID.get(text, -1) for text in texts]
    return {"hybrid": lambda questions, k: np.array([ids[:k]] * len(questions))}


@pytest.mark.parametrize(
    "answer",
    [
        f"chunk_id\n{'{q}'}\t{ID['The pump is mended']}",
        "words\n{q}\tpump",
        "source\twords\n{q}\trua\tpump",
        "section\tdate\twords\n{q}\tWorks\t2024-05-01\tpump",
        "words\tpath\n# a remark\n\n{q}\tpump\t",
    ],
)
def test_ways_to_say_which_passage_answers(golden, answer):
    read = golden("question\t" + answer.format(q='Who mended "the" pump?'))
    assert [line.question for line in read.lines] == ['Who mended "the" pump?']
    found = judge(read, ROWS, finding("The pump is mended", "Seeds"))
    assert found == {"questions": 1, "hybrid": {"ndcg@10": 1.0, "mrr": 1.0, "missed": []}}


def test_figures_of_merit(golden):
    read = golden("question\twords\nq1\tpump\nq1\tSeeds\nq2\troof\n")
    found = judge(read, ROWS, finding("A roof", "The pump is mended", "x"))
    dcg, ideal = 1 / np.log2(3), 1 + 1 / np.log2(3)
    assert found == {
        "questions": 2,
        "hybrid": {"ndcg@10": round((dcg / ideal + 1) / 2, 3), "mrr": 0.75, "missed": []},
    }
    assert judge(read, ROWS, finding("Seeds"))["hybrid"]["missed"] == [4]


def test_every_mode_has_figures_of_its_own(golden):
    read = golden("question\twords\nq1\tpump\n")
    find = {"hybrid": finding("Seeds", "The pump is mended")["hybrid"]}
    find["dense"] = finding("The pump is mended")["hybrid"]
    find["lexical"] = finding("Seeds", "x")["hybrid"]
    found = judge(read, ROWS, find)
    assert {mode: each["mrr"] for mode, each in found.items() if mode != "questions"} == {
        "hybrid": 0.5,
        "dense": 1.0,
        "lexical": 0.0,
    }
    assert found["lexical"] == {"ndcg@10": 0.0, "mrr": 0.0, "missed": [2]}


@pytest.mark.parametrize(
    "text",
    ["", "question\n", "frage\twords\n", "question\twords\tcolour\n", "words\tdate\n"],
)
def test_a_header_that_is_none(golden, text):
    with pytest.raises(AcervoError, match="its header is"):
        golden(text)


@pytest.mark.parametrize("line", ["only a question", "\tpump", "q\t", "q\tpump\tmore"])
def test_a_line_that_says_nothing(golden, line):
    with pytest.raises(AcervoError, match="not a question") as error:
        golden(f"question\twords\nq\tpump\n{line}\n")
    assert error.value.where.endswith("golden.tsv:3")


def test_no_question(golden):
    with pytest.raises(AcervoError, match="holds no question"):
        golden("question\twords\n")


def test_an_answer_that_is_gone(golden):
    read = golden("question\twords\nq\tpump\nq\tfountain\n")
    with pytest.raises(AcervoError, match="no passage has this words") as error:
        judge(read, ROWS, finding("Seeds"))
    assert error.value.where.endswith("golden.tsv:3")


def test_another_file_has_another_digest(golden):
    assert golden("question\twords\nq\ta\n").digest != golden("question\twords\nq\tb\n").digest


def test_what_is_no_text(tmp_path):
    (tmp_path / "golden.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(AcervoError, match="cannot be read"):
        read_golden(tmp_path / "golden.tsv")
