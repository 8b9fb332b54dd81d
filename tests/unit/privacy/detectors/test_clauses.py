"""Which words stand around a value."""

import pytest
from acervo.privacy.detectors.clauses import pattern_of, words_after, words_before


def _around(text):
    start, end = text.index("<"), text.index(">") - 1
    text = text.replace("<", "").replace(">", "")
    return list(words_before(text, start)), list(words_after(text, end))


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("o código do portão é <4821>, viu", "e portao do codigo o", "viu"),
        # of a short sentence, or line, the one before it says more
        ("chegou o código? é <482913>", "e codigo o chegou", ""),
        ("mãe, manda o código\n<482913>", "codigo o manda mae", ""),
        ("Tel. <3221-4477> (recado)", "tel", "recado"),
        # a whole sentence stands for itself
        ("o pedido chegou ontem. pode ligar para <x>", "para ligar pode", ""),
        ("passa o <x> já. depois eu te explico isso", "o passa", "ja depois eu te explico isso"),
        ("a Ana ligou do <x> hoje de manhã. depois sumiu", "do ligou ana a", "hoje de manha"),
        # a point of a list does not go on with the line above
        ("senhas do portão\n- sala <x>", "sala", ""),
        # numbers are words; placeholders say nothing
        ("sala 204, [PHONE_1] liga <x> ou 3221-4477", "liga 204 sala", "ou 32214477"),
    ],
)
def test_the_words_around(text, before, after):
    assert _around(text) == (before.split(), after.split())


def test_words_are_found_however_they_are_written():
    assert pattern_of(["acao"]) == "[aáàâãä][cç][aáàâãä][oóôõö]"
