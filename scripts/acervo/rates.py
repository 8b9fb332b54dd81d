"""How fast models encode on this machine, as earlier runs measured it; never published."""

import re
from dataclasses import dataclass
from pathlib import Path

from acervo.digests import read_json, write_json
from acervo.errors import AcervoError

_FILE = "rates.json"
_MODEL = re.compile(r"^INFO encoding \d+ passages with (.+)$", re.M)
_RATE = re.compile(r"^INFO encoded \d+ of \d+ passages, (\d+)/s", re.M)
# all-MiniLM-L6-v2, passages of 256 tokens, float32; larger models are slower.
_ASSUMED = 10.0


@dataclass(frozen=True)
class Rate:
    """Passages per second, and whether this machine was seen to encode so fast."""

    per_second: float
    measured: bool


def known_rate(logs: Path, alias: str, name: str, cores: int) -> Rate:
    """The rate of the last long run of a model; where there was none, one that is assumed.

    Args:
        logs: folder of the logs.
        alias: of the model.
        name: its own, because an alias may be given to another model.
        cores: for the assumption.
    """
    of_log = _measured(logs / "encode" / f"{alias}.log")
    for model, per_second in filter(None, (of_log, _kept(logs).get(alias))):
        if model == name and per_second > 0:
            return Rate(per_second, measured=True)
    return Rate(_ASSUMED * cores, measured=False)


def keep_rates(logs: Path) -> None:
    """Keep the rates of the last run: the next one, short perhaps, overwrites its log."""
    kept = _kept(logs)
    found = {file.stem: _measured(file) for file in sorted((logs / "encode").glob("*.log"))}
    new = kept | {alias: rate for alias, rate in found.items() if rate}
    if new != kept:
        write_json(logs / _FILE, new)


def _measured(log: Path) -> tuple[str, float] | None:
    text = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
    models, rates = _MODEL.findall(text), _RATE.findall(text)
    return (models[-1], float(rates[-1])) if models and rates else None


def _kept(logs: Path) -> dict[str, tuple[str, float]]:
    try:
        return {alias: (str(m), float(r)) for alias, (m, r) in read_json(logs / _FILE).items()}
    except (AcervoError, AttributeError, TypeError, ValueError):  # none yet, or damaged
        return {}
