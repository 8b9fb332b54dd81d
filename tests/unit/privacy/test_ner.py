import sys

import pytest
from acervo.errors import AcervoError
from acervo.privacy.detection import View
from acervo.privacy.ner import ner_detector


def test_without_spacy_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)  # what an import statement takes for missing
    with pytest.raises(AcervoError, match="spaCy is not installed") as error:
        ner_detector("pt_core_news_sm")
    assert "privacy.ner" in str(error.value) and "pip install spacy" in str(error.value)


@pytest.fixture
def pipeline(tmp_path):
    spacy = pytest.importorskip("spacy", reason="the optional NER backend is not installed")
    nlp = spacy.blank("pt")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "PER", "pattern": "Zuleide"},
            {"label": "ORG", "pattern": "Acácias"},
            {"label": "PER", "pattern": "Senhora"},
        ]
    )
    nlp.to_disk(tmp_path / "rules")
    spacy.blank("pt").to_disk(tmp_path / "blank")
    return tmp_path


def test_people_of_a_pipeline_are_found_and_nothing_else(pipeline):
    detector = ner_detector(str(pipeline / "rules"))
    text = "https://example.org/Zuleide Zuleide foi à Acácias, Senhora"
    assert [(f.start, f.end, f.kind, f.value) for f in detector.find(View(text))] == [
        (28, 35, "NAME", "zuleide")
    ]


def test_a_pipeline_that_is_missing_or_finds_no_entities(pipeline):
    with pytest.raises(AcervoError, match="is not installed"):
        ner_detector("no_such_pipeline")
    with pytest.raises(AcervoError, match="does not look for entities"):
        ner_detector(str(pipeline / "blank"))
