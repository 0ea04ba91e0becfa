"""Who can be a member: schools, enterprises, others; and the seat each holds in a community."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

import numpy as np

from iecscore.demo.names import Place

SEED = 20250901
DOUBLE_HIGH_FROM = 0.66


def draw(*key: int) -> np.random.Generator:
    """A generator of its own for each thing, so that nothing depends on order."""
    return np.random.default_rng(np.array((SEED, *key), np.uint32))


def limit(quality: float) -> float:
    """A quality between 0 and 1, never quite at either end."""
    return float(min(0.97, max(0.03, quality)))


@dataclass(frozen=True, slots=True, eq=False)
class School:
    """A school: who it is, how large, how good (0 to 1), and how far that is from its community."""

    number: int
    name: str
    kind: str
    place: Place
    code: str
    enrolled: int
    quality: float
    lift: float
    fields: tuple[str, ...]

    @property
    def double_high(self) -> bool:
        """Whether a college is in the national plan."""
        return self.kind in {"higher_voc", "voc_bachelor"} and self.quality > DOUBLE_HIGH_FROM


@dataclass(frozen=True, slots=True, eq=False)
class Firm:
    """An enterprise: who it is, how large, how good; a dormant one is a member in name."""

    number: int
    name: str
    place: Place
    code: str
    size: str
    employees: int
    quality: float
    dormant: bool


@dataclass(frozen=True, slots=True, eq=False)
class Other:
    """A research institute, an association, a government department, a park."""

    name: str
    kind: str
    place: Place
    code: str


Holder: TypeAlias = School | Firm | Other


@dataclass(frozen=True, slots=True, eq=False)
class Seat:
    """A member of a community: its code there, who it is, and from when to when."""

    code: str
    holder: Holder
    joined: date
    left: date | None = None

    def known_in(self, year: int) -> bool:
        """Whether a round tells of it: it had joined by the end of the year."""
        return self.joined.year <= year

    def present_in(self, year: int) -> bool:
        """Whether it is a member at the end of the year."""
        return self.known_in(year) and (self.left is None or self.left.year > year)
