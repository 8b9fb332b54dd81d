"""A small complete dataset, built through the library's own functions."""

import datetime as dt
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from acervo import card, chunking, embedding, indexing, manifest, schema
from acervo.digests import file_md5, file_sha256, write_json, write_text
from acervo.ids import stable_ids
from acervo.models import Model, ModelSpec
from acervo.passages import TokenCounter
from acervo.tables import read_table, write_table

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
ANA, RUI, EVA = "p" + "a2" * 8, "p" + "r2" * 8, "p" + "e2" * 8
PRIVACY = {"scheme": "hmac-sha256-80", "key_id": "0123456789abcdef", "time": "day", "rules": 1}
ABOUT = {
    "name": "rua",
    "title": "Rua das Acácias",
    "description": "A street.",
    "license": "cc-by-4.0",
    "languages": ["pt", "en"],
    "contact": "https://example.org/contact",
}


def talk(date, *turns, thread="rua", source="rua"):
    return [
        {
            "source": source,
            "thread": thread,
            "date": date,
            "session": 0,
            "author": author,
            "kind": "message",
            "text": text,
        }
        for author, text in turns
    ]


def section(date, title, heading, text):
    return {
        "source": "boletim",
        "thread": "boletim",
        "date": date,
        "session": 0,
        "kind": "section",
        "title": title,
        "section_title": heading,
        "text": text,
        "path": f"boletim/{date}",
    }


HISTORY = {
    "2024-05": [
        *talk(
            dt.date(2024, 5, 3), (ANA, "A bomba do poço quebrou."), (RUI, "Eu conserto a bomba.")
        ),
        section(dt.date(2024, 5, 31), "Boletim 5", "Horta", "Plantamos couve e 🥬 na horta."),
    ],
    "2024-06": [
        *talk(dt.date(2024, 6, 2), (EVA, "Quem leva o bolo?"), (ANA, "Eu levo, de [PHONE_1] [/x]")),
        *talk(dt.date(2024, 6, 9), (EVA, "Reading Middlemarch on Tuesday"), source="leitura"),
    ],
    "2024-08": talk(dt.date(2024, 8, 1), (RUI, "Choveu muito, a rua alagou.")),
}


def messages(rows):
    """Rows of `schema.MESSAGES`."""
    empty = pl.from_arrow(schema.MESSAGES.arrow.empty_table())
    keys = [(r["source"], r["thread"], str(r["date"]), r["text"]) for r in rows]
    full = [
        dict.fromkeys(empty.columns) | row | {"message_id": i, "position": n}
        for n, (row, i) in enumerate(zip(rows, stable_ids(keys), strict=True))
    ]
    return pl.DataFrame(full, schema=empty.schema, orient="row")


def chunk_rows(*texts, title=None, date=dt.date(2024, 5, 1), tokens=5):
    """Rows of `schema.CHUNKS` with these texts."""
    empty = pl.from_arrow(schema.CHUNKS.arrow.empty_table())
    rows = [
        {
            "chunk_id": chunk_id,
            "source": "rua",
            "thread": "rua",
            "date": date,
            "path": None,
            "section_title": title,
            "chunk_index": i,
            "text": text,
            "char_count": len(text) or 1,
            "token_count": tokens,
            "authors": [],
        }
        for i, (text, chunk_id) in enumerate(
            zip(texts, stable_ids((t,) for t in texts), strict=True)
        )
    ]
    return pl.DataFrame(rows, schema=empty.schema, orient="row")


@dataclass
class Tree:
    """A public directory, built as the rules build it."""

    base: Path
    spec: ModelSpec
    history: dict = field(default_factory=lambda: dict(HISTORY))
    about: dict = field(default_factory=lambda: dict(ABOUT))
    privacy: dict = field(default_factory=lambda: dict(PRIVACY))

    @property
    def root(self):
        return self.base / "public"

    @property
    def index(self):
        return self.root / "index" / self.spec.alias

    @property
    def vectors(self):
        return sorted((self.root / "embeddings" / self.spec.alias).glob("*.parquet"))

    def build(self, tokens=64):
        """Every stage from messages on; what is there already is reused."""
        model, counter = Model(self.spec), None
        shutil.rmtree(self.root / "messages", ignore_errors=True)
        chunks, vectors = [], []
        for month in range(5, 9):
            period = f"2024-{month:02}"
            rows = messages(self.history.get(period, []))
            if not rows.is_empty():
                write_table(rows, schema.MESSAGES, self.root / "messages" / f"{period}.parquet")
            counter = counter or TokenCounter([model.tokenizer_file])
            chunks.append(self.base / "chunks" / f"{period}.parquet")
            vectors.append(self.root / "embeddings" / self.spec.alias / f"{period}.parquet")
            cut = chunking.chunk(rows, counter, tokens=tokens, overlap=0)
            write_table(cut, schema.CHUNKS, chunks[-1])
        self.counts = embedding.embed(chunks, vectors, None, self.spec, threads=1)
        indexing.build(
            vectors,
            model,
            index_file=self.index / "faiss.index",
            rows_file=self.index / "meta.parquet",
            meta_file=self.index / "meta.json",
        )
        return self.publish()

    def publish(self):
        """Card and manifest of what is there."""
        found = sorted((self.root / "messages").glob("*.parquet"))
        everything = pl.concat([read_table(path, schema.MESSAGES) for path in found])
        text = card.build(
            everything,
            sum(
                read_table(p, schema.embeddings(Model(self.spec).dimension, self.spec.dtype)).height
                for p in self.vectors
            ),
            dataset=self.about,
            models=[self.spec],
            embed_model=self.spec.alias,
            time="day",
        )
        write_text(self.root / "README.md", text)
        return self.sign()

    def sign(self):
        """The manifest alone."""
        write_text(self.root / "manifest.schema.json", manifest.json_schema())
        files = [p for p in self.root.rglob("*") if p.is_file() and p.name != "manifest.json"]
        made = manifest.build(
            self.root,
            files,
            dataset=self.about,
            models=[Model(self.spec)],
            embed_model=self.spec.alias,
            privacy=self.privacy,
        )
        write_json(self.root / "manifest.json", made)
        return made

    def edit(self, change):
        """Apply `change` to the manifest."""
        made = json.loads((self.root / "manifest.json").read_text())
        change(made)
        write_json(self.root / "manifest.json", made)

    def resign(self, path):
        """Let the manifest take a changed file for right."""
        file = self.root / path
        size = file.stat().st_size

        def change(made):
            entry = made["files"][path]
            made["total_bytes"] += size - entry["bytes"]
            entry.update(sha256=file_sha256(file), md5=file_md5(file), bytes=size)

        self.edit(change)


def spec_of(folder, alias="tiny", **changes):
    """The specification of a model in a folder, its digest as it is."""
    return ModelSpec(
        alias=alias,
        name="test/tiny",
        sha256=file_sha256(Path(folder) / "model.safetensors"),
        path=str(folder),
        **changes,
    )
