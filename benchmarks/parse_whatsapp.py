"""How fast a WhatsApp export is read, beside whatstk, the usual Python reader.

    python -m benchmarks.parse_whatsapp --whatstk-python /tmp/whatstk/bin/python

whatstk brings pandas, which this project does not use, so it lives in an environment of its own:

    python -m venv /tmp/whatstk && /tmp/whatstk/bin/pip install whatstk==0.9.1

An export is written to a temporary directory (the same bytes every time), and each reader reads it
in processes of its own, by turns. The time is that of the one call, from path to table, without
imports; whatstk is told the format of the headers, ours finds it out. One JSON line is printed:
the best of the runs (what else the machine does only ever adds), the ratio of the times and, for a
busy machine, of the processor times, and the peak memory (RSS) of each whole process.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADER = "%d/%m/%Y %H:%M - %name:"
LIMIT, PEAK_MIB = 15, 1000

OURS = """
import json, resource, sys, time
from pathlib import Path
from acervo.sources import whatsapp
start, busy = time.perf_counter(), time.process_time()
records, report = whatsapp.read(Path(sys.argv[1]), file="export", source="s", timezone="America/Sao_Paulo")
seconds, busy = time.perf_counter() - start, time.process_time() - busy
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": seconds, "cpu": busy, "records": len(records), "system": report.system, "peak": peak}))
"""

WHATSTK = """
import json, resource, sys, time
from whatstk import WhatsAppChat
options = {"hformat": sys.argv[2]} if sys.argv[2:] else {}
try:  # later versions refuse large files unless told otherwise
    import inspect
    from whatstk.whatsapp.parser import df_from_whatsapp
    if "max_size" in inspect.signature(df_from_whatsapp).parameters:
        options["max_size"] = None
except ImportError:
    pass
start, busy = time.perf_counter(), time.process_time()
chat = WhatsAppChat.from_source(sys.argv[1], **options)
seconds, busy = time.perf_counter() - start, time.process_time() - busy
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"seconds": seconds, "cpu": busy, "records": len(chat.df), "peak": peak}))
"""

WORDS = """
casa água amanhã reunião obrigado gente foto vídeo semana trabalho notícia projeto bairro bomba
praça coração ❤️ 😂 “aspas” link https://example.org/x ontem hoje grupo pessoal vamos então
porque também mais menos muito pouco às 10:30: certo (talvez)
""".split()  # noqa: SIM905 (a list of words is easier to read so)
NAMES = (
    "Ana Júlia", "Bruno", "Carla Dias", "+55 11 90000-0001", "Tio Zé", "Márcia 🌻", "João P.",
    "Sr. Antônio Carlos de Souza", "~ Vizinha do 12",
)  # fmt: skip


def write_export(path: Path, messages: int) -> None:
    """A Brazilian Android export: about 100 bytes a message, 5 % left-out media, 1 % files."""
    choice = random.Random(7)
    moment = datetime(2015, 1, 1, 8)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for i in range(messages):
            moment += timedelta(seconds=choice.expovariate(1 / 300))
            kind = choice.random()
            header = f"{moment:%d/%m/%Y %H:%M} - {choice.choice(NAMES)}"
            if kind < 0.005:
                out.write(f"{header} adicionou {choice.choice(NAMES)}\n")
                continue
            text = " ".join(choice.choices(WORDS, k=choice.randint(1, 20)))
            if kind < 0.055:
                text = "<Mídia oculta>"
            elif kind < 0.065:
                text = f"IMG-{moment:%Y%m%d}-WA{i % 10_000:04d}.jpg (arquivo anexado)"
            elif kind < 0.07:
                text = "Mensagem apagada"
            elif kind < 0.17:
                text = text.replace(" ", "\n", 2)
            elif kind < 0.175:
                text += " <Mensagem editada>"
            out.write(f"{header}: {text}\n")


def run(python: str, code: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [python, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT / "scripts"), "PATH": "/usr/bin:/bin"},
    )
    if done.returncode:
        raise SystemExit(f"{python} failed:\n{done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


def measure(messages: int, runs: int, whatstk_python: str | None) -> dict[str, object]:
    """Median seconds of each reader, our peak memory, and the ratios."""
    ours: list[dict[str, float]] = []
    found: list[dict[str, float]] = []
    given: list[dict[str, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        export = Path(folder) / "chat.txt"
        write_export(export, messages)
        for _ in range(runs):
            ours.append(run(sys.executable, OURS, str(export)))
            if whatstk_python:
                given.append(run(whatstk_python, WHATSTK, str(export), HEADER))
                found.append(run(whatstk_python, WHATSTK, str(export)))
    seconds = statistics.median(r["seconds"] for r in ours)
    peak = max(r["peak"] for r in ours) / 2**20
    result: dict[str, object] = {
        "benchmark": f"parsing a WhatsApp export of {messages:,} messages",
        "ours": f"{seconds:.2f} s, {messages / seconds / 1e6:.2f} M/s, peak {peak:.0f} MiB",
        "limit": f"at least {LIMIT}, peak under {PEAK_MIB} MiB",
        "kept": peak < PEAK_MIB,
    }
    if whatstk_python:
        slow, fast = (statistics.median(r["seconds"] for r in each) for each in (found, given))
        result |= {
            "beside": f"{slow:.1f} s: whatstk, which finds the format out as ours does "
            f"({fast:.1f} s, ratio {fast / seconds:.1f}, if it is told)",
            "ratio": round(slow / seconds, 1),
            "kept": slow / seconds >= LIMIT and peak < PEAK_MIB,
        }
    return result


def main(whatstk_python: str | None = None) -> dict[str, object]:
    return measure(1_000_000, 3, whatstk_python)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Read a large WhatsApp export, beside whatstk.")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--whatstk-python", help="interpreter of an environment with whatstk")
    options = parser.parse_args()
    print(json.dumps(measure(options.messages, options.runs, options.whatstk_python)))
