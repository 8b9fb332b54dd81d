"""Two revisions of a small dataset, as files; tables of messages are real."""

import datetime as dt
from io import BytesIO

from tests.unit.dataset import ANA, RUI, messages, talk


def month(day, *turns):
    table = BytesIO()
    messages(talk(day, *turns)).write_parquet(table)
    return table.getvalue()


MAY, JUNE = dt.date(2024, 5, 3), dt.date(2024, 6, 2)
OLD = {
    "README.md": b"---\nlicense: cc-by-4.0\n---\n# Rua\n",
    "messages/2024-05.parquet": month(MAY, (ANA, "The pump is broken."), (RUI, "I will mend it.")),
    "messages/2024-06.parquet": month(JUNE, (ANA, "Who brings the cake?")),
    "index/tiny/faiss.index": b"IxMp\0\1\2" * 1000,
    "reports/tiny.json": b'{"recall": 0.99}\n',
}
NEW = {path: raw for path, raw in OLD.items() if "06" not in path} | {
    "messages/2024-05.parquet": month(MAY, (ANA, "The pump is broken."), (RUI, "It is mended.")),
    "README.md": OLD["README.md"] + b"\nA street.\n",
}


def tree(root):
    files = {p.relative_to(root).as_posix(): p for p in root.rglob("*") if p.is_file()}
    return {path: file.read_bytes() for path, file in files.items() if path != "manifest.json"}
