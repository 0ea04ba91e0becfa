"""Documents on which pymcdm is asked beside us: ordinary ones, on which it must agree, and those on which it is known to fail."""

from functools import cache

import numpy as np

from iecscore.methods import METHODS
from iecscore.methods.second_table import SECONDS
from mcdm.degenerate_table import BASE, CASES, VARIANTS, draw_document

SHAPES = ("usual", "ushape", "vshape", "level", "linear")
CHOICES = {
    "topsis": [
        {"normalisation": name, "weighting": weighting}
        for name in ("vector", "minmax", "max", "sum", "linear", "none")
        for weighting in ("classical", "metric")
    ],
    "vikor": [{}, {"v": 0.3}],
    "promethee-ii": [{"preference": name, "q": 1.5, "p": 7} for name in SHAPES],
    "wsm": [{"normalisation": name} for name in ("linear", "sum", "sum-inverted-cost")],
    "wpm": [{"normalisation": name} for name in ("linear", "sum")],
    "waspas": [{"lambda": 0.2}, {"normalisation": "sum"}],
    "cocoso": [{}, {"lambda": 0.4}],
    "critic": [{"directed": True}, {"directed": False}],
    "aras": [{}, {"esp": "means"}],
    "spotis": [{}, {"bounds": "around"}, {"bounds": "around", "esp": "means"}],
    "rim": [{}, {"bounds": "around"}, {"bounds": "around", "reference_ideal": "middle"}],
    "ahp": [{}, {"prioritisation": "eigenvector"}],
    "rank-correlation": [{"coefficient": name} for name in ("spearman", "weighted-spearman", "ws")],
}
NOISY = [[0.3, 8, 4], [0.1 + 0.2, 2, 7], [0.3, 5, 5], [0.3, 6, 2]]
EXTRA = [
    ("topsis", BASE | {"matrix": NOISY, "normalisation": "minmax"}),
    ("mabac", BASE | {"matrix": NOISY}),
    ("mairca", BASE | {"matrix": NOISY}),
    ("vikor", {"matrix": [[1, 0, 3], [0, 5, 6]], "weights": [1, 1, 1], "types": [1, 1, 1]}),
    ("marcos", {"matrix": [[0, 2], [4, 0], [3, 1]], "weights": [1, 1], "types": [1, 1]}),
    ("promethee-ii", {"matrix": [[0.8], [0.7], [0.1]], "weights": [1], "types": [1], "preference": "ushape", "q": 0.1}),
    ("critic", {"matrix": [[1, 2], [2, 4], [4, 8]], "types": [1, 1]}),
    ("lopcow", {"matrix": [[1, 2, 4], [3, 1, 5]], "types": [1, 1, -1]}),
    ("entropy", {"matrix": [[1, 2], [1, 2]]}),
    ("angle", {"matrix": [[5, 4], [5, 3]]}),
    ("ahp", {"matrix": [[1, 2.45, 3], [1 / 2.45, 1, 2], [1 / 3, 1 / 2, 1]]}),
]


@cache
def list_ordinary():
    """A method with its choice of options, for each: (name, options)."""
    return [(name, options) for name in SECONDS if name != "copras" for options in CHOICES.get(name, [{}])]


@cache
def list_degenerate():
    """Every degenerate document of a method that pymcdm has: (name, document)."""
    scoring = [(VARIANTS[variant][0], draw_document(variant, case)) for variant in VARIANTS for case in CASES]
    weights = [
        (name, {key: CASES[case][key] for key in ("matrix", "types")}) for name in SECONDS for case in CASES if METHODS[name].group == "weights"
    ]
    return [(name, document) for name, document in (*scoring, *weights, *EXTRA) if name in SECONDS]


def draw_ordinary(name, options, seed):
    """Positive values, weights with sum 1, mixed directions, at least one of each; judgements on the scale; rankings without ties."""
    generator = np.random.default_rng(seed)
    if name == "ahp":
        return {"matrix": _draw_judgements(generator), **options}
    if name == "rank-correlation":
        return {"x": (1 + generator.permutation(8)).tolist(), "y": (1 + generator.permutation(8)).tolist(), **options}
    matrix, types = generator.uniform(0.5, 20, (9, 6)), np.where(generator.uniform(size=6) < 0.4, -1, 1)
    types[:2] = 1, -1
    drawn = {
        "means": matrix.mean(axis=0).tolist(),
        "around": np.column_stack([matrix.min(axis=0) - 1, matrix.max(axis=0) + 2]).tolist(),
        "middle": np.quantile(matrix, [0.4, 0.6], axis=0).T.tolist(),
    }
    document = {"matrix": matrix.tolist(), "weights": generator.dirichlet(np.ones(6)).tolist(), "types": types.tolist()}
    told = {key: drawn[value] if key in {"bounds", "esp", "reference_ideal"} else value for key, value in options.items()}
    return {key: value for key, value in document.items() if key in {known.name for known in METHODS[name].keys}} | told


def _draw_judgements(generator):
    steps = [*range(2, 10), *(1 / step for step in range(1, 10))]
    matrix = np.ones((5, 5))
    for i, j in zip(*np.triu_indices(5, 1), strict=True):
        matrix[i, j] = generator.choice(steps)
        matrix[j, i] = 1 / matrix[i, j]
    return matrix.tolist()
