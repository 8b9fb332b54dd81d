"""The whole run on real newsletters, beside the bare `SentenceTransformer.encode` of the same passages.

    python -m benchmarks.whole_run

Needs ../shared/data/newsletter beside the repository (its origin and licences: SOURCE.md there).
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import yaml
from acervo.models import Model, ModelSpec

REPOSITORY = Path(__file__).resolve().parents[1]
DATA = REPOSITORY.parent / "shared" / "data"
LETTERS = ("this-week-in-rust", "lwkd", "glfc-html")
LIMIT = 1.15

# One process, as a notebook would: read the chunks, encode them all, nothing else.
BARE = """
import sys, polars as pl
from sentence_transformers import SentenceTransformer
from acervo.passages import passage
rows = pl.concat([pl.read_parquet(path) for path in sys.argv[2:]])
texts = [passage(title, text) for title, text in rows.select("section_title", "text").iter_rows()]
SentenceTransformer(sys.argv[1]).encode(texts, show_progress_bar=False)
print(len(texts))
"""


def configuration() -> dict[str, Any]:
    """The default model, on all dated newsletters of the data."""
    config: dict[str, Any] = yaml.safe_load((REPOSITORY / "config" / "config.yaml").read_text())
    config["privacy"]["roster"] = None
    config["sources"] = {
        name: {"kind": "newsletter", "files": f"{DATA / 'newsletter' / name}/*"} for name in LETTERS
    }
    return config


def build(work: Path, config: dict[str, Any]) -> None:
    """Run the workflow on `config` in the folder `work`."""
    (work / "config").mkdir(parents=True, exist_ok=True)
    (work / "config" / "config.yaml").write_text(yaml.safe_dump(config))
    subprocess.run(
        [sys.executable, "-m", "snakemake", "--snakefile", str(REPOSITORY / "Snakefile")],
        cwd=work,
        check=True,
        capture_output=True,
    )


def main(work: Path) -> dict[str, object]:
    config = configuration()
    model = Model(ModelSpec("minilm", **config["models"]["minilm"]))
    start = time.perf_counter()
    build(work, config)
    whole = time.perf_counter() - start
    chunks = sorted(map(str, (work / "results" / "chunks").glob("*.parquet")))
    start = time.perf_counter()
    bare = subprocess.run(
        [sys.executable, "-c", BARE, str(model.folder), *chunks],
        check=True,
        capture_output=True,
        text=True,
    )
    peer = time.perf_counter() - start
    return {
        "benchmark": f"whole run on 286 newsletters ({int(bare.stdout):,} passages)",
        "ours": f"{whole:.0f} s",
        "beside": f"{peer:.0f} s: bare SentenceTransformer.encode of the same in one process",
        "ratio": round(whole / peer, 2),
        "limit": f"at most {LIMIT}",
        "kept": whole / peer <= LIMIT,
    }


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(main(Path(folder))))
