"""Passages with sentences enough to ask about."""

import numpy as np

from tests.unit.dataset import ANA, RUI, chunk_rows

TOPICS = ["bomba", "horta", "bolo", "chuva", "livro", "festa", "vacina", "escola", "ponte", "rio"]


def portuguese(count):
    """Passages of several sentences about some topics each, in the order of their ids."""
    rng = np.random.default_rng(0)
    texts = []
    for i in range(count):
        a, b, c = (TOPICS[j] for j in rng.choice(len(TOPICS), 3, replace=False))
        texts.append(
            f"{ANA}: Ontem a {a} da casa {i} estava com a {b} de novo, e ninguém sabe o motivo.\n"
            f"{RUI}: Quem vai ver isso com a {c} da rua {i} não sou eu, porque estou sem tempo.\n"
            f"{ANA}: Então fica para a semana que vem, com a {b} e a {a}, se não chover mais."
        )
    return chunk_rows(*texts).sort("chunk_id")
