"""A small indicator system drawn in Python: what scoring needs of it, and nothing else."""

from iecscore.system.model import System

WORDS = {"en": "Name", "zh": "名称"}
BOTH = {"en": "x", "zh": "某"}


def draw_indicator(zero=0, full=100, *, core=True, **more):
    """One indicator; benefit from 0 to 100 unless told otherwise."""
    posts = {"direction": "benefit" if full > zero else "cost", "goalposts": {"zero": zero, "full": full}}
    return {
        "name": WORDS, "definition": BOTH, "source": "administrative", "levels": ["site"], "set": "core" if core else "extended",
        "formula": "sum(site.size)", "unit": BOTH, "hard_range": [-1000, 1000], "plausible_range": [-1000, 1000], "lens": "all", "seed": "1",
    } | posts | more  # fmt: skip


def draw_system(tree, indicators, *, weights=None, tiers=(("high", 60), ("low", 0)), coverage=0.6, least=30):
    """A system whose only level `site` has the tree given: dimension, criterion, indicators."""
    criteria = {
        criterion: {
            "key": criterion,
            "dimension": dimension,
            "name": WORDS,
            "question": BOTH,
            "indicators": {code: indicators[code] for code in codes},
        }
        for dimension, under in tree.items()
        for criterion, codes in under.items()
    }
    column = {"name": WORDS, "type": "integer", "role": "formula"}
    table = {
        "key": "site",
        "number": "01",
        "name": WORDS,
        "grain": BOTH,
        "time": "state",
        "keys": ["code"],
        "columns": {"code": column, "size": column},
    }
    level = {
        "name": WORDS, "plural": WORDS, "units": "site", "unit": "code", "label": "code", "tree": tree,
        "tiers": [{"key": key, "name": WORDS, "from": cut} for key, cut in tiers],
    }  # fmt: skip
    members = {"table": "site", "key": "code", "name": "code", "joined": "code", "left": "code", "identities": ["code"]}
    return System.model_validate(
        {
            "key": "drawn", "version": "1", "name": WORDS, "profiles": {"a": WORDS, "b": WORDS}, "dimensions": dict.fromkeys(tree, WORDS),
            "lenses": {"all": WORDS}, "levels": {"site": level}, "members": members, "parts": {}, "criterion_coverage": coverage,
            "row_coverage": 0.8, "data_weights_from": least, "weights": weights or {}, "tables": {"site": table},
            "dictionaries": {}, "criteria": criteria,
        }
    )  # fmt: skip
