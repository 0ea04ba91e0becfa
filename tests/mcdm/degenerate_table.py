"""What every scoring method answers to degenerate input: the declared table, which the tests hold it to and the documentation prints.

An outcome is `scores`; `note: ...` (scores, and the first note); `undefined` (`null` scores, rank 1 shared, a note); `refused: code place`.
"""

BASE = {"matrix": [[3, 8, 4], [9, 2, 7], [5, 5, 5], [7, 6, 2]], "weights": [0.5, 0.3, 0.2], "types": [-1, 1, 1]}
SCORES, UNDEFINED = "scores", "undefined"
CASES = {
    "a zero among benefits": BASE | {"matrix": [[3, 8, 4], [9, 0, 7], [5, 5, 5], [7, 6, 2]]},
    "a zero among costs": BASE | {"matrix": [[0, 8, 4], [9, 2, 7], [5, 5, 5], [7, 6, 2]]},
    "a column of zeros": BASE | {"matrix": [[3, 0, 4], [9, 0, 7], [5, 0, 5], [7, 0, 2]]},
    "a negative value": BASE | {"matrix": [[3, 8, 4], [9, -2, 7], [5, 5, 5], [7, 6, 2]]},
    "a negative mean": BASE | {"matrix": [[3, -8, 4], [9, -2, 7], [5, -5, 5], [7, -6, 2]]},
    "a constant column": BASE | {"matrix": [[3, 5, 4], [9, 5, 7], [5, 5, 5], [7, 5, 2]]},
    "identical rows": BASE | {"matrix": [[3, 8, 4]] * 4},
    "identical up to rounding": BASE | {"matrix": [[0.3, 8, 4], [0.1 + 0.2, 8, 4]]},
    "nothing but zeros": BASE | {"matrix": [[0, 0, 0], [0, 0, 0]], "types": [1, 1, 1]},
    "one alternative": BASE | {"matrix": [[3, 8, 4]]},
    "one criterion": {"matrix": [[3], [9], [5], [7]], "weights": [1], "types": [1]},
    "a weight of zero": BASE | {"weights": [0.6, 0, 0.4]},
    "a zero cost of weight zero": BASE | {"matrix": [[0, 8, 4], [9, 2, 7], [5, 5, 5], [7, 6, 2]], "weights": [0, 0.6, 0.4]},
    "benefits only": BASE | {"types": [1, 1, 1]},
    "costs only": BASE | {"types": [-1, -1, -1]},
    "worst in everything": BASE | {"matrix": [[3, 8, 4], [9, 2, 1], [5, 5, 5], [7, 6, 2]]},
    "all weights zero": BASE | {"weights": [0, 0, 0]},
}
ALIKE = ("identical rows", "identical up to rounding", "nothing but zeros", "one alternative")
ALWAYS = {"all weights zero": "refused: no_weight weights"}
STILL = "note: criteria 1: the same for all alternatives, left out"
ALL_STILL = "note: criteria 0, 1, 2: the same for all alternatives, left out"
OBSERVED = "note: bounds: taken from the alternatives at hand, so ranks can change when one is added"

AMOUNTS = {"a negative value": "refused: not_an_amount matrix[1][1]", "a negative mean": "refused: not_an_amount matrix[0][1]"}
INVERTED = AMOUNTS | {"a zero among costs": "refused: zero_cost matrix[0][0]"}
EMPTY = {"a column of zeros": "note: criteria 1: 0 for all alternatives, left out", "nothing but zeros": UNDEFINED}
RANGES = {"a column of zeros": STILL, "a constant column": STILL}
PRODUCT = {"a zero among benefits": "note: alternatives 1: a value of 0 makes the whole product 0"}
UNTURNED = dict.fromkeys(
    set(CASES) - {"nothing but zeros", "one criterion", "a zero cost of weight zero", "benefits only"}, "refused: cost_unturned types[0]"
)
NO_RATIO, NO_GAP = dict.fromkeys(ALIKE, UNDEFINED), dict.fromkeys(ALIKE, ALL_STILL)
GRADE_ONE = dict.fromkeys(ALIKE, "note: every series is the reference itself, its grade is 1")
WORST = {"one criterion": "refused: worst_everywhere matrix[0]", "worst in everything": "refused: worst_everywhere matrix[1]"}

VARIANTS = {
    "topsis": ("topsis", {}, RANGES | NO_RATIO),
    "topsis, minmax": ("topsis", {"normalisation": "minmax"}, RANGES | NO_RATIO),
    "topsis, max": ("topsis", {"normalisation": "max"}, AMOUNTS | RANGES | NO_RATIO),
    "topsis, sum": ("topsis", {"normalisation": "sum"}, INVERTED | RANGES | NO_RATIO),
    "topsis, linear": ("topsis", {"normalisation": "linear"}, INVERTED | RANGES | NO_RATIO),
    "topsis, none": ("topsis", {"normalisation": "none"}, RANGES | NO_RATIO),
    "topsis, bounds": ("topsis", {"normalisation": "bounds", "bounds": [-10, 10]}, {}),
    "vikor": ("vikor", {}, RANGES | NO_GAP),
    "promethee-ii": ("promethee-ii", {}, {"one alternative": UNDEFINED}),
    "wsm": ("wsm", {}, INVERTED | EMPTY),
    "wsm, sum": ("wsm", {"normalisation": "sum"}, INVERTED | EMPTY),
    "wsm, none": ("wsm", {"normalisation": "none"}, UNTURNED),
    "wpm": ("wpm", {}, INVERTED | EMPTY | PRODUCT),
    "wpm, none": ("wpm", {"normalisation": "none"}, INVERTED | EMPTY | PRODUCT),
    "waspas": ("waspas", {}, INVERTED | EMPTY | PRODUCT),
    "waspas, none": (
        "waspas",
        {"normalisation": "none"},
        UNTURNED | {"nothing but zeros": "note: alternatives 0, 1: a value of 0 makes the whole product 0"},
    ),
    "gra": ("gra", {}, RANGES | NO_RATIO),
    "gra, none": ("gra", {"normalisation": "none"}, GRADE_ONE),
    "mabac": ("mabac", {}, RANGES | NO_GAP),
    "aras": ("aras", {}, INVERTED | EMPTY),
    "edas": ("edas", {}, {"a negative mean": "refused: mean_not_above_zero matrix[*][1]"} | NO_RATIO),
    "marcos": ("marcos", {}, INVERTED | EMPTY),
    "codas": (
        "codas",
        {},
        INVERTED
        | {"nothing but zeros": "note: criteria 0, 1, 2: 0 for all alternatives, left out"}
        | {"a column of zeros": EMPTY["a column of zeros"]},
    ),
    "copras": ("copras", {}, AMOUNTS | EMPTY | {"a zero among costs": "note: alternatives 0: costs of 0, the formula's limit is used"}),
    "moora": ("moora", {}, EMPTY | {"nothing but zeros": "note: criteria 0, 1, 2: 0 for all alternatives, left out"}),
    "cocoso": ("cocoso", {}, RANGES | NO_RATIO | WORST),
    "mairca": ("mairca", {}, RANGES | NO_GAP),
    "ram": ("ram", {}, AMOUNTS | EMPTY),
    "spotis": ("spotis", {}, dict.fromkeys(CASES, OBSERVED) | RANGES | NO_GAP),
    "spotis, bounds": ("spotis", {"bounds": [-10, 10]}, {}),
    "rim": ("rim", {}, dict.fromkeys(CASES, OBSERVED) | RANGES | NO_RATIO),
    "rim, bounds": ("rim", {"bounds": [-10, 10]}, {}),
}


def draw_document(variant, case):
    """The document of a case for a method with its options."""
    document, (_, options, _) = CASES[case], VARIANTS[variant]
    return document | {name: [value] * len(document["weights"]) if name == "bounds" else value for name, value in options.items()}


def read_outcome(variant, case):
    """What is declared."""
    return ({case: SCORES} | VARIANTS[variant][2] | ALWAYS)[case]


def list_rows():
    """The table: a row a method, an outcome a case, for the documentation."""
    return [(variant, [read_outcome(variant, case) for case in CASES]) for variant in VARIANTS]
