import shutil

import pytest
from acervo.errors import AcervoError
from acervo.models import Model
from acervo.reader import open_dataset
from acervo.reader.reranking import Reranker

from tests.unit.dataset import RUI


@pytest.fixture(scope="module")
def folders(tmp_path_factory, spec):
    """Random cross-encoders with the real tokenizer, by the number of their labels."""
    import torch
    from transformers import AutoTokenizer, BertConfig, BertForSequenceClassification

    made = {}
    for labels in (1, 3):
        made[labels] = tmp_path_factory.mktemp("cross")
        torch.manual_seed(0)
        config = BertConfig(
            vocab_size=30522,
            hidden_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            num_labels=labels,
        )
        BertForSequenceClassification(config).save_pretrained(made[labels])
        AutoTokenizer.from_pretrained(Model(spec).folder).save_pretrained(made[labels])
    return made


def test_each_passage_has_a_score_of_its_own(folders):
    reranker = Reranker(folders[1])
    passages = [(None, "a bomba"), ("Horta", "couve"), (None, f"{RUI}: olá")]
    scores = reranker.scores("bomba?", passages)
    assert len(set(scores)) == 3
    assert reranker.scores("bomba?", passages[1:2]) == pytest.approx(scores[1:2], abs=1e-6)
    # Title and speakers are read as the embedding model reads them.
    assert reranker.scores("bomba?", [(None, "Horta\n\ncouve"), (None, "A: olá")]) == pytest.approx(
        scores[1:], abs=1e-6
    )
    assert reranker.scores("bomba?", []) == []


def test_a_dataset_is_searched_with_a_reranker(tree, tiny, folders):
    hits = open_dataset(tree.root, model_path=tiny.path).search("bomba", 3, rerank=folders[1])
    passages = [(hit.section_title, hit.text) for hit in hits]
    expected = Reranker(folders[1]).scores("bomba", passages)
    assert [hit.score for hit in hits] == pytest.approx(expected, abs=1e-6)
    assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)


def test_a_model_that_sorts_into_classes_is_refused(folders):
    with pytest.raises(AcervoError, match="3 classes"):
        Reranker(folders[3])


def test_a_folder_without_a_model_is_refused(tmp_path):
    with pytest.raises(AcervoError, match=r"no cross-encoder .* config\.json"):
        Reranker(tmp_path)
    for text in ("{}", "[]", '{"architectures": null}', '{"architectures": ["BertModel"]}'):
        (tmp_path / "config.json").write_text(text)
        with pytest.raises(AcervoError, match="its architecture gives no score"):
            Reranker(tmp_path)
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(AcervoError, match="not a readable JSON file"):
        Reranker(tmp_path)


def test_an_embedding_model_is_no_reranker(tiny_folder, tmp_path):
    """A layer of random weights would be put on top of it."""
    with pytest.raises(AcervoError, match="no cross-encoder: it is an embedding model") as error:
        Reranker(tiny_folder)
    assert "cross-encoder/" in error.value.fix
    bare = shutil.copytree(tiny_folder, tmp_path / "bare")
    (bare / "modules.json").unlink()
    with pytest.raises(AcervoError, match="its architecture gives no score"):
        Reranker(bare)


def test_a_reranker_that_sentence_transformers_has_saved(folders, tmp_path):
    Reranker(folders[1])._model.save_pretrained(str(tmp_path / "saved"))
    assert (tmp_path / "saved" / "modules.json").is_file()
    passages = [(None, "a bomba"), (None, "couve")]
    assert Reranker(tmp_path / "saved").scores("bomba?", passages) == pytest.approx(
        Reranker(folders[1]).scores("bomba?", passages), abs=1e-6
    )


def truncate(folder):
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])


def widen(folder):
    config = folder / "config.json"
    config.write_text(config.read_text().replace('"hidden_size": 32', '"hidden_size": 64'))


@pytest.mark.parametrize("damage", [truncate, widen, lambda f: (f / "model.safetensors").unlink()])
def test_a_damaged_reranker_is_no_traceback(folders, tmp_path, damage):
    folder = shutil.copytree(folders[1], tmp_path / "model")
    damage(folder)
    with pytest.raises(AcervoError, match=r"the cross-encoder cannot be loaded \(\w+\)"):
        Reranker(folder)
