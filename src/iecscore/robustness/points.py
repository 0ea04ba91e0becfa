"""Random figures by the scenario's index: scrambled Sobol' points for structured factors, counted streams for cells."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

from iecscore.robustness.field import BLOCK, CHUNK
from iecscore.values import Floats

BITS: Final = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a design in the order they were declared, each with the dimensions it takes.

    A part that is switched off keeps its dimensions here, so that the points of the others do not move.
    """

    seed: int
    parts: tuple[tuple[str, int], ...]

    @property
    def width(self) -> int:
        """All dimensions."""
        return sum(size for _, size in self.parts)

    def points(self, part: str) -> "Points":
        """The points of one part."""
        names = [name for name, _ in self.parts]
        begin = sum(size for _, size in self.parts[: names.index(part)])
        return Points(self.seed, self.width, begin, begin + self.parts[names.index(part)][1])

    def cells(self, part: str) -> "Cells":
        """The streams of a part that draws figures cell by cell; it need not be declared."""
        return Cells(self.seed, part)


@dataclass(frozen=True, slots=True)
class Points:
    """Columns `begin` to `end` of a scrambled Sobol' sequence of `width` dimensions [owen1998]."""

    seed: int
    width: int
    begin: int
    end: int

    @property
    def size(self) -> int:
        """How many dimensions there are."""
        return self.end - self.begin

    def draw(self, first: int, last: int) -> Floats:
        """Points (last - first, size) in (0, 1) of scenarios `first` to `last`."""
        begin = first - first % CHUNK
        chunks = [_chunk_of_points(self.seed, self.width, start)[:, self.begin : self.end] for start in range(begin, last, CHUNK)]
        return np.asarray((np.concatenate(chunks)[first - begin : last - begin] + 0.5) * 2.0**-BITS, dtype=np.float64)


@lru_cache(maxsize=8)
def _chunk_of_points(seed: int, width: int, first: int) -> NDArray[np.int64]:
    """Points of one chunk as whole numbers: the first chunk's, each moved by the same digital shift."""
    base, steps = _begin_sequence(seed, width, max(first.bit_length(), 1))
    gray = first ^ (first >> 1)
    for bit in range(first.bit_length()):
        if gray >> bit & 1:
            base = base ^ steps[bit]
    return base


@lru_cache(maxsize=8)
def _begin_sequence(seed: int, width: int, bits: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first chunk, and what each bit of the Gray code of an index adds to a point."""
    sequence = qmc.Sobol(width, scramble=True, bits=BITS, rng=np.random.default_rng(seed))
    base = _whole(sequence.random(CHUNK))
    before = base[0]
    steps: list[NDArray[np.int64]] = []
    for bit in range(bits):
        place, gray = 1 << bit, (1 << bit) ^ (1 << bit >> 1)
        if place >= CHUNK:
            sequence.fast_forward(place - sequence.num_generated)
            point = _whole(sequence.random(1))[0]
        else:
            point = base[place]
        lower = np.bitwise_xor.reduce([steps[other] for other in range(bit) if gray >> other & 1], axis=0) if gray ^ place else 0
        steps.append(point ^ before ^ lower)
    return base, np.array(steps)


def _whole(points: Floats) -> NDArray[np.int64]:
    return np.asarray(np.rint(points * 2**BITS), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Cells:
    """A stream of random figures for each block of scenarios, from a counter-based generator keyed by seed and part [salmon2011]."""

    seed: int
    part: str

    def block(self, first: int, turn: int = 0) -> np.random.Generator:
        """The stream of the block that begins with scenario `first`, at a further `turn` another one."""
        key = np.frombuffer(sha256(f"{self.seed}:{self.part}".encode()).digest()[:16], dtype=np.uint64)
        return np.random.Generator(np.random.Philox(key=key, counter=np.array([0, 0, turn, first], dtype=np.uint64)))

    def normal(self, first: int, last: int, *shape: int) -> Floats:
        """Standard normals (scenarios, *shape); `first` begins a block."""
        return np.concatenate([self.block(begin).standard_normal((BLOCK, *shape)) for begin in range(first, last, BLOCK)])[: last - first]

    def uniform(self, first: int, last: int, *shape: int) -> Floats:
        """Uniforms in [0, 1) of the same shape."""
        return np.concatenate([self.block(begin).random((BLOCK, *shape)) for begin in range(first, last, BLOCK)])[: last - first]
