"""How far efficiencies are to be trusted: the smoothed homogeneous bootstrap."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from iecscore.analysis.efficiency.layout import CONSTANT, INPUT
from iecscore.analysis.efficiency.production import Production, check_production
from iecscore.analysis.efficiency.radial import measure_radial, solve_radial
from iecscore.problems import Misuse, Place, error
from iecscore.values import Floats

QUARTILES: Final = (25, 75)
REPLICATIONS: Final = 2000


@dataclass(frozen=True, slots=True)
class Trusted:
    """Efficiencies (n,) as measured, corrected for their bias, the ends of their interval, and the bandwidth of the smoothing."""

    efficiency: Floats
    corrected: Floats
    low: Floats
    high: Floats
    bandwidth: float


def bootstrap_efficiency(
    production: Production,
    orientation: str = INPUT,
    returns: str = CONSTANT,
    *,
    seed: int,
    replications: int = REPLICATIONS,
    level: float = 0.95,
    bandwidth: float | None = None,
) -> Trusted:
    """Smoothed homogeneous bootstrap of radial efficiency (simar1998), on distances d = 1 / efficiency >= 1 (simar2000).

    Each replication draws distances from their smoothed distribution, reflected at 1 as in daraio2007 (p. 62), moves every unit to the drawn
    distance from the frontier and measures the units as they are against that technology: d*. Corrected distance: 2 d - mean d*; interval:
    2 d - quantiles of d*. The bandwidth is the normal reference rule for reflected data (daraio2007, p. 60) unless told. Replication r of a
    seed is the same whatever the number of replications.

    Raises:
        Misuse: data that no model can take, or every unit efficient, so that there is no distribution to draw from.
    """
    check_production(production)
    distance = 1 / solve_radial(production, orientation, returns, np.arange(len(production)))
    width = find_bandwidth(distance) if bandwidth is None else bandwidth
    drawn = [_draw(distance, width, np.random.Generator(np.random.Philox(key=seed, counter=(0, 0, 0, index)))) for index in range(replications)]
    again = 1 / np.array([_measure_again(production, distance / moved, orientation, returns) for moved in drawn])
    low, high = 1 / (2 * distance - np.quantile(again, [(1 - level) / 2, (1 + level) / 2], axis=0))
    return Trusted(1 / distance, 1 / (2 * distance - again.mean(axis=0)), low, high, width)


def find_bandwidth(distance: Floats) -> float:
    """Silverman's rule on the distances above 1 reflected at 1, brought to the size and spread of all distances (daraio2007, p. 60).

    Raises:
        Misuse: every unit is efficient.
    """
    above = distance[distance > 1]
    if not above.size:
        raise Misuse(error("efficiency.all_efficient", Place(key="inputs")))
    mirrored = np.concatenate([above, 2 - above])
    spread = mirrored.std(ddof=1)
    middle = np.subtract(*np.percentile(mirrored, QUARTILES[::-1])) / 1.34
    rule = 0.9 * min(spread, middle) * len(mirrored) ** -0.2
    return float(rule * (len(mirrored) / len(distance)) ** 0.2 * distance.std(ddof=1) / spread)


def _draw(distance: Floats, width: float, generator: np.random.Generator) -> Floats:
    """Distances drawn with replacement from themselves and their mirror images at 1, smoothed, brought back to their variance, folded at 1."""
    mirrored = np.concatenate([distance, 2 - distance])
    smoothed = generator.choice(mirrored, len(distance)) + width * generator.standard_normal(len(distance))
    return np.asarray(1 + np.abs(smoothed - 1) / np.sqrt(1 + width**2 / mirrored.var()))


def _measure_again(production: Production, moved: Floats, orientation: str, returns: str) -> Floats:
    inputs, outputs = production.inputs, production.outputs
    if orientation == INPUT:
        inputs = inputs / moved[:, None]
    else:
        outputs = outputs * moved[:, None]
    return measure_radial(production, Production(inputs, outputs), orientation, returns)
