"""Annotated texts of others, in ../shared/data/pii beside the repository (SOURCE.md there)."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.annotated.model import PEOPLE, Annotated, Span

# What these call our kinds; what is not here is out of scope, and not counted either way.
_KINDS = {
    "PERSON": PEOPLE, "STREET_ADDRESS": "ADDRESS", "ADDRESS": "ADDRESS", "CREDIT_CARD": "CARD", "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL", "IBAN_CODE": "IBAN", "ZIP_CODE": "POSTCODE", "US_SSN": "SSN", "IP_ADDRESS": "IP",
    "PHONE": "PHONE", "PIX": "PIX", "CNPJ": "CNPJ", "CASE_NUMBER": "CASE", "USERNAME": "HANDLE", "PHONE_URL": "PHONE", "CPF": "CPF", "EMAIL": "EMAIL",
}  # fmt: skip


def corpora(folder: Path) -> Iterator[tuple[str, list[Annotated]]]:
    """Yield the name and the texts of each corpus in the folder."""
    for name in ("synth_dataset_v2", "generated_small"):
        entries = json.loads((folder / "presidio" / f"{name}.json").read_text(encoding="utf-8"))
        yield f"presidio {name}", [_presidio(entry) for entry in entries]
    lines = (folder / "ptbr-derived" / "pii.jsonl").read_text(encoding="utf-8").splitlines()
    yield "ptbr-derived", [_derived(json.loads(line)) for line in lines]
    numbers = json.loads((folder / "br-phones" / "phones.json").read_text(encoding="utf-8"))
    yield "br-phones", [text for entry in numbers for text in _phones(entry)]
    yield "lener-br", list(_lener((folder / "lener-br" / "dev.conll").read_text(encoding="utf-8")))


def _span(start: int, end: int, kind: str) -> Span:
    return Span(start, end, _KINDS.get(kind, kind), True if kind in _KINDS else None)


def _presidio(entry: dict[str, object]) -> Annotated:
    spans = entry["spans"]
    assert isinstance(spans, list)
    found = (_span(s["start_position"], s["end_position"], s["entity_type"]) for s in spans)
    # What a generator left empty is no value.
    real = tuple(s for s in found if str(entry["full_text"])[s.start : s.end] not in ("", "nan"))
    return Annotated(str(entry["full_text"]), real, "en", str(entry["template_id"]))


def _derived(entry: dict[str, object]) -> Annotated:
    text, spans = str(entry["text"]), entry["spans"]
    assert isinstance(spans, list)
    found = []
    for s in spans:
        start = s["start"]
        if s["entity_type"] == "PHONE_URL":  # the number in it: the rest says nothing of anybody
            start = text.rindex("/", start, s["end"]) + 1
        found.append(_span(start, s["end"], s["entity_type"]))
    return Annotated(text, tuple(found), "pt-BR", str(entry.get("template", "")))


def _phones(entry: dict[str, str]) -> Iterator[Annotated]:
    """Yield each writing of a number alone and in a sentence."""
    for writing in entry.values():
        for before in ("", "liga pra mim no "):
            span = Span(len(before), len(before) + len(writing), "PHONE", True)
            yield Annotated(f"{before}{writing}", (span,), "pt-BR", before)


def _lener(text: str) -> Iterator[Annotated]:
    for sentence in text.split("\n\n"):
        tokens = [line.rsplit(" ", 1) for line in sentence.splitlines() if " " in line.strip()]
        spans: list[Span] = []
        at, words = 0, []
        for word, tag in tokens:
            end = at + len(word)
            if tag.startswith("I-") and spans:
                spans[-1] = spans[-1]._replace(end=end)
            elif tag != "O":
                spans.append(_span(at, end, "PERSON" if tag == "B-PESSOA" else tag[2:]))
            words.append(word)
            at = end + 1
        if words:
            yield Annotated(" ".join(words), tuple(spans), "pt-BR", "lener-br")
