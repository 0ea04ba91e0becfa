"""What a system file may say of a stage is what `iecscore compute` reads: the same names, the same choices, the same defaults."""

import pytest

from iecscore.matrix.chain_settings import DEFAULTS
from iecscore.matrix.stages import AGGREGATION_RULES, IMPUTATION_RULES, LESS_IS_BETTER, ROUND_RULES, SCALING_RULES, SCREENS, TRANSFORMS
from iecscore.matrix.stages.aggregating import COMPARING
from iecscore.matrix.stages.scaling import COST_FRACTIONS, TIES
from iecscore.matrix.stages.treating import FORCED
from iecscore.methods import METHODS
from iecscore.system import chain

MODELS = {name: chain.Link.model_fields[name].annotation.__args__[0] for name in chain.STAGES}
# of one leaf or node in a system file, of all columns in a document
ONE_OF_MANY = {"target": "targets", "centre": "centres"}
ELSEWHERE = {"over", "reach"}


def choices(stage, key):
    (told,) = (item.pattern for item in MODELS[stage].model_fields[key].metadata if hasattr(item, "pattern"))
    return tuple(told.removeprefix("^(").removesuffix(")$").split("|"))


@pytest.mark.parametrize(
    ("stage", "key", "known"),
    [
        ("impute", "method", (*IMPUTATION_RULES, *ROUND_RULES)),
        ("screen", "by", SCREENS),
        ("treat", "second", (*TRANSFORMS, "none")),
        ("treat", "forced", FORCED),
        ("normalise", "method", SCALING_RULES),
        ("normalise", "ties", TIES),
        ("normalise", "fraction", COST_FRACTIONS),
        ("aggregate", "method", AGGREGATION_RULES),
        ("aggregate", "share_by", ("count", "weight")),
        ("aggregate", "penalty", ("negative", "positive")),
    ],
)
def test_the_choices_are_those_of_the_stages(stage, key, known):
    assert set(choices(stage, key)) == set(known)


@pytest.mark.parametrize("stage", chain.STAGES)
def test_names_and_defaults_are_those_of_compute(stage):
    keys = {key.name: key for key in METHODS[stage].keys}
    assert set(MODELS[stage].model_fields) == set(DEFAULTS[stage])
    for name, default in DEFAULTS[stage].items():
        if name in ELSEWHERE:
            continue
        key = keys[ONE_OF_MANY.get(name, name)]
        assert default in {key.default, () if key.default is None else key.default, *(("all",) if name == "blocks" else ())} or (
            (name, default) == ("forced", "as-tested")
        )


def test_rules_named_apart_are_rules():
    assert set(chain.BY_ROUND) == set(ROUND_RULES)
    assert set(chain.BY_GROUP) < set(IMPUTATION_RULES)
    assert {*chain.ON_POSTS, chain.TO_TARGET, chain.TO_REFERENCE} < set(SCALING_RULES)
    assert {chain.LESS_IS_BETTER} == LESS_IS_BETTER
    assert {*COMPARING, *chain.POWERS} < set(AGGREGATION_RULES)
