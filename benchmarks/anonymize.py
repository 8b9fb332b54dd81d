"""How much of what is private goes, and how much of the rest stays, beside presidio and scrubadub.

    python -m benchmarks.anonymize [--peers-python /tmp/peers/bin/python] [--misses FILE]

The peers live in an environment of their own:

    python -m venv /tmp/peers && /tmp/peers/bin/pip install presidio-analyzer scrubadub

presidio runs its pattern recognizers over an empty spaCy pipeline (its models are not on PyPI), so
it finds no names. Texts: our two generated sets (`annotated`), and those of ../shared/data/pii.
Speed: one core, processor time, on the chats of ../shared/data/whatsapp repeated to 50,000
messages. Prints one JSON line per set, and writes ANONYMIZATION.md.
"""

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from acervo.privacy.anonymize import anonymize
from acervo.privacy.roster import build_roster
from acervo.schema import RECORDS

from benchmarks.annotated import SETS, texts
from benchmarks.annotated.corpora import corpora
from benchmarks.annotated.model import PEOPLE, Annotated
from benchmarks.annotated.people import LISTED
from benchmarks.annotated.scoring import Miss, Score, cuts, cuts_of, seen, shown

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
REPORT = Path(__file__).with_name("ANONYMIZATION.md")
PEERS = ("presidio", "scrubadub")
MESSAGES, PER_SECOND = 50_000, 20_000
LIMITS = {"recall": 0.99, "precision": 0.97, "kept": 0.99, "altered": 0.01}
KEY = b"of the benchmark, not of anybody"


def records(corpus: list[Annotated]) -> pl.DataFrame:
    """Return the texts as the messages of an export."""
    start = dt.datetime(2024, 3, 1, 8, tzinfo=dt.UTC)
    rows = []
    for i, text in enumerate(corpus):
        at = start + dt.timedelta(minutes=7 * i)
        row = {"source": "s", "thread": "s", "kind": "message", "state": "posted", "sent_at": at}
        row |= {"date": at.date(), "author": text.author, "text": text.text, "attachments": []}
        rows.append(row | {"file": "s.txt", "line": i, "position": i})
    empty = pl.from_arrow(RECORDS.arrow.empty_table())
    assert isinstance(empty, pl.DataFrame)
    return pl.DataFrame(rows, schema=empty.schema)


def ours(corpus: list[Annotated]) -> tuple[list[str], set[str]]:
    """Return the texts as they would be published, and the pseudonyms that there are.

    Each language is an export of its own.
    """
    outputs: dict[int, str] = {}
    pseudonyms: set[str] = set()
    for language in sorted({text.language for text in corpus}):
        rows = [i for i, text in enumerate(corpus) if text.language == language]
        export = records([corpus[i] for i in rows])
        listed = LISTED[language] if corpus[rows[0]].author else ()
        roster = build_roster([export], listed, key=KEY, dataset="benchmark")
        published, _ = anonymize(export, roster)
        outputs |= dict(zip(rows, published["text"].to_list(), strict=True))
        pseudonyms |= set(roster["pseudonym"])
    return [outputs[i] for i in range(len(corpus))], pseudonyms


def score(corpus: list[Annotated]) -> Score:
    """Score the whole of our anonymization."""
    result = Score()
    outputs, pseudonyms = ours(corpus)
    for text, output in zip(corpus, map(seen, outputs), strict=True):
        result.add(text, cuts(seen(text.text), output, pseudonyms), output)
    return result


_PRESIDIO = """
import json, sys, time
import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import (
    AbaRoutingRecognizer, EsNieRecognizer, EsNifRecognizer, EsPassportRecognizer, PhoneRecognizer)
class Blank(SpacyNlpEngine):
    def __init__(self):
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}
registry = RecognizerRegistry()
registry.load_predefined_recognizers(languages=["en"])
registry.remove_recognizer("PhoneRecognizer")
registry.add_recognizer(PhoneRecognizer(supported_regions=("BR", "PT", "ES", "MX", "US")))
for kind in (AbaRoutingRecognizer, EsNieRecognizer, EsNifRecognizer, EsPassportRecognizer):
    registry.add_recognizer(kind(supported_language="en"))
engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])
def find(text, language):
    found = engine.analyze(text, language="en", score_threshold=0.35)
    return [(r.start, r.end) for r in found if r.entity_type not in ("DATE_TIME", "URL")]
"""
_SCRUBADUB = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
import scrubadub
from scrubadub.detectors import UrlDetector
locales = {"pt-BR": "pt_BR", "pt-PT": "pt_PT", "es": "es_ES", "en": "en_US"}
scrubbers = {k: scrubadub.Scrubber(locale=v) for k, v in locales.items()}
def find(text, language):
    return [(f.beg, f.end) for f in scrubbers[language].iter_filth(text)]
"""
_RUN = """
work = json.load(open(sys.argv[1]))
find("Ana (202) 555-0147", "en")
start = time.process_time()
found = [find(text, language) for text, language in work]
print(json.dumps({"seconds": time.process_time() - start, "found": found}))
"""
_OURS = """
import json, resource, sys, time
import polars as pl
from acervo.privacy.anonymize import anonymize
records, roster = pl.read_parquet(sys.argv[1]), pl.read_parquet(sys.argv[2])
anonymize(records.head(100), roster)
start = time.process_time()
anonymize(records, roster)
print(json.dumps({"seconds": time.process_time() - start}))
"""


def on_one_core(python: str, code: str, *arguments: str) -> dict[str, object]:
    """Run a script on one core; its last line is JSON."""
    env = {"PYTHONPATH": str(ROOT / "scripts"), "PATH": "/usr/bin:/bin", "POLARS_MAX_THREADS": "1"}
    done = subprocess.run(
        [python, "-c", code, *arguments], capture_output=True, text=True, check=False, env=env
    )
    if done.returncode:
        raise SystemExit(f"{python} failed:\n{done.stderr[-2000:]}")
    answer: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return answer


def found_by(peer: str, python: str, work: list[tuple[str, str]]) -> dict[str, object]:
    """Return the spans that a peer finds in each (text, language), and its seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.json"
        path.write_text(json.dumps(work))
        return on_one_core(
            python, (_PRESIDIO if peer == "presidio" else _SCRUBADUB) + _RUN, str(path)
        )


def score_of(peer: str, python: str, corpus: list[Annotated]) -> Score:
    found = found_by(peer, python, [(text.text, text.language) for text in corpus])["found"]
    assert isinstance(found, list)
    result = Score()
    for text, spans in zip(corpus, found, strict=True):
        result.add(text, cuts_of(text.text, [tuple(span) for span in spans]), "")
    return result


def result(name: str, score: Score, peers: dict[str, Score], *, limited: bool) -> dict[str, object]:
    """Return the line of one set. Only our own sets have limits: others' annotate names as well."""
    kept = (
        score.recall() >= LIMITS["recall"]
        and score.precision >= LIMITS["precision"]
        and score.kept_share >= LIMITS["kept"]
        and score.altered_share <= LIMITS["altered"]
    )
    line: dict[str, object] = {
        "benchmark": f"anonymization: {name}",
        "ours": _summary(score),
        "limit": ", ".join(f"{k} {'≤' if k == 'altered' else '≥'} {v}" for k, v in LIMITS.items())
        if limited
        else "–",
        "kept": kept or not limited,
    }
    if peers:
        line["beside"] = "; ".join(f"{peer}: {_summary(s)}" for peer, s in peers.items())
    return line


def _summary(score: Score) -> str:
    return (
        f"recall {shown(score.recall())} (with third parties {shown(score.recall(people=True))}), "
        f"precision {shown(score.precision)}, kept {shown(score.kept_share)}, "
        f"clean texts altered {shown(score.altered_share)}"
    )


def chats() -> pl.DataFrame:
    """Return the real chats as records, repeated to `MESSAGES` rows."""
    from acervo.errors import AcervoError
    from acervo.sources import parse

    frames = []
    for path in sorted((DATA / "whatsapp").glob("*/*.txt")):
        options = {"timezone": "America/Sao_Paulo", "date_order": "dmy"}
        try:
            frames.append(parse("whatsapp", [path], source=path.stem, options=options)[0])
        except AcervoError:
            continue  # some are in the collection because they cannot be read
    real = pl.concat(frames).filter(pl.col("state") != "system")
    return pl.concat([real] * (MESSAGES // real.height + 1)).head(MESSAGES)


def speed(peers_python: str | None) -> dict[str, object]:
    """Return how many messages a second the whole of `anonymize` takes, beside the peers."""
    real = chats()
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("records.parquet", "roster.parquet")]
        real.write_parquet(paths[0])
        build_roster([real], [], key=KEY, dataset="benchmark").write_parquet(paths[1])
        runs = [on_one_core(sys.executable, _OURS, *map(str, paths)) for _ in range(3)]
    rate = MESSAGES / min(float(str(run["seconds"])) for run in runs)
    line: dict[str, object] = {
        "benchmark": f"anonymizing {MESSAGES:,} messages of real chats on one core",
        "ours": f"{rate:,.0f} messages/s",
        "limit": f"at least {PER_SECOND:,}",
        "kept": rate >= PER_SECOND,
    }
    if peers_python:
        some = [(text, "en") for text in real["text"].head(3000)]
        rates = {
            p: len(some) / float(str(found_by(p, peers_python, some)["seconds"])) for p in PEERS
        }
        line["beside"] = ", ".join(f"{peer} {each:,.0f}" for peer, each in rates.items())
        line["ratio"] = round(rate / max(rates.values()), 1)
    return line


def table(scores: dict[str, Score]) -> str:
    """Return a Markdown table: a row per kind, a column per tool."""
    first = next(iter(scores.values()))
    head = f"| kind | values | {' | '.join(scores)} |\n|---|---|{'---|' * len(scores)}"
    rows = []
    for what, group in (("found", "kinds"), ("kept", "kept")):
        for kind, (_, total) in sorted(getattr(first, group).items()):
            cells = [getattr(s, group)[kind][0] / total for s in scores.values()]
            name = f"{kind} ({what})" if what == "kept" else kind
            rows.append(f"| {name} | {total} | {' | '.join(map(shown, cells))} |")
    totals = {
        "**recall without third parties**": [s.recall() for s in scores.values()],
        "**recall**": [s.recall(people=True) for s in scores.values()],
        "**precision**": [s.precision for s in scores.values()],
        "**innocuous values kept**": [s.kept_share for s in scores.values()],
        "**clean texts altered**": [s.altered_share for s in scores.values()],
    }
    rows += [f"| {name} | | {' | '.join(map(shown, cells))} |" for name, cells in totals.items()]
    return "\n".join([head, *rows])


def sets() -> Iterator[tuple[str, list[Annotated], bool]]:
    for which in SETS:
        yield f"generated, {which} templates", texts(which), True
    folder = DATA / "pii"
    if not folder.is_dir():
        print(f"the sets of others are skipped: {folder} is not there", file=sys.stderr)
        return
    for name, corpus in corpora(folder):
        yield name, corpus, False


def misses(score: Score) -> str:
    """Return what went wrong with one set, by kind: for mending rules, so of `tuning` only."""
    lines = [_summary(score), ""]
    for title, group in (("Missed", score.missed), ("False alarms", score.alarms)):
        lines.append(f"# {title}: {len(group)}\n")
        for kind in sorted({miss.kind for miss in group}, key=lambda k: (k == PEOPLE, k)):
            own: list[Miss] = [miss for miss in group if miss.kind == kind]
            lines.append(f"## {kind or 'running text'}: {len(own)}")
            for m in own[:40]:
                lines.append(
                    f"- `{m.value!r}` [{m.text.language}] {m.text.template!r}\n"
                    f"  in  {m.text.text!r}\n  out {m.output!r}"
                )
            lines.append("")
    return "\n".join(lines)


def main(peers_python: str | None = None) -> Iterator[dict[str, object]]:
    """Yield the results, then write the report."""
    if not peers_python:
        print("presidio and scrubadub are skipped: no --peers-python", file=sys.stderr)
    parts = [
        "# Anonymization\n",
        "Written by `python -m benchmarks.anonymize`. Share of the private values of which no letter "
        "or digit is left, by kind; share of the innocuous ones that are whole. "
        f"{PEOPLE}: people who are no members, whom rules reach only by what stands around them. "
        "presidio runs without a language model, so it finds no names.\n",
    ]
    for name, corpus, limited in sets():
        scores = {"acervo": score(corpus)}
        if peers_python:
            scores |= {peer: score_of(peer, peers_python, corpus) for peer in PEERS}
        line = result(
            name, scores["acervo"], {p: scores[p] for p in PEERS if p in scores}, limited=limited
        )
        yield line
        parts += [f"## {name} ({len(corpus):,} texts)\n", table(scores), ""]
    if (DATA / "whatsapp").is_dir():
        line = speed(peers_python)
        yield line
        parts += [
            "## Speed\n",
            f"{line['benchmark']}: {line['ours']}; beside: {line.get('beside', '–')}.",
            "",
        ]
    REPORT.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description="Recall, precision and speed of the anonymization."
    )
    parser.add_argument("--peers-python", help="interpreter of an environment with both peers")
    parser.add_argument("--misses", type=Path, help="only list there what goes wrong with `tuning`")
    options = parser.parse_args()
    if options.misses:
        options.misses.write_text(misses(score(texts("tuning"))), encoding="utf-8")
    else:
        for line in main(options.peers_python):
            print(json.dumps(line, ensure_ascii=False), flush=True)
