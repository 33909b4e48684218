"""What many tries have shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of what was seen.

    Attributes:
        tried: how often.
        found: what was seen, by kind.
        examples: where it was wrong; empty when all went well.
    """

    tried: int = 0
    found: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def add(self, where: str, troubles: Sequence[str]) -> None:
        """Count one try and what was wrong: a kind, behind a colon the details."""
        self.tried += 1
        for trouble in troubles:
            self.found[trouble.partition(":")[0]] += 1
            self.examples.append(f"{where}: {trouble}")

    def see(self, outcome: str) -> None:
        """Count one try that went as it may."""
        self.tried += 1
        self.found[outcome] += 1

    def __str__(self) -> str:
        seen = [f"{kind} {number}" for kind, number in sorted(self.found.items())]
        return ", ".join([f"{self.tried} tried", *seen, f"{len(self.examples)} wrong"])
