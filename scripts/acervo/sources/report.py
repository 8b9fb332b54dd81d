"""The parse report: what became of every line of every raw file."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Reject:
    """A run of lines that were not taken. Lines count from 1; `reason` never quotes the line."""

    first_line: int
    last_line: int
    reason: str


@dataclass
class FileReport:
    """Every line of one raw file is accepted, system, or rejected: the three add up to `lines`."""

    file: str
    lines: int = 0
    accepted: int = 0
    system: int = 0
    rejected: int = 0
    records: int = 0
    details: dict[str, Any] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = str(self.file)

    def check(self) -> "FileReport":
        """Return self, or raise if a line is unaccounted for (a bug of the parser)."""
        if self.accepted + self.system + self.rejected != self.lines:
            raise ValueError(
                f"{self.lines} lines, but {self.accepted} + {self.system} + {self.rejected} counted"
            )
        return self

    def as_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)
