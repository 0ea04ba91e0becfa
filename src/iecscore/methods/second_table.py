"""pymcdm as second implementation: one table for `--check`, the pages and the tests, of how it is asked and where it is not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from iecscore.methods import second_asking as asking
from iecscore.methods import second_limits as limits
from iecscore.methods.second_asking import Ask, Values, scaling, scored, weighed
from iecscore.system.closed import Words

TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Apart:
    """Input for which pymcdm is not asked, and why."""

    why: Words
    holds: Callable[[Values], bool]


@dataclass(frozen=True, slots=True)
class Second:
    """How pymcdm is asked for a figure of a method: `lacks` is what it does not offer, `fails` what it is known to get wrong or to refuse.

    Figures agree within `tolerance` times the largest of them, or times 1 where all are smaller.
    """

    name: str
    ask: Ask
    fails: tuple[Apart, ...] = ()
    lacks: tuple[Apart, ...] = ()
    figure: str = "scores"
    tolerance: float = TOLERANCE

    def find_apart(self, values: Values) -> Apart | None:
        """The first reason not to ask for these values."""
        return next((apart for apart in (*self.lacks, *self.fails) if apart.holds(values)), None)


def _apart(holds: Callable[[Values], bool], en: str, zh: str) -> Apart:
    return Apart(Words(en=en, zh=zh), holds)


def _only(name: str, *offered: str | float | None) -> Apart:
    """An option of which pymcdm offers some values only."""
    told = ", ".join(str(value).lower() for value in offered if value is not None)
    return _apart(lambda values: values[name] not in offered, f"pymcdm offers {name} {told} only", f"pymcdm 仅支持 {name} 取 {told}")


PLAIN: Final = _apart(lambda values: values["directed"], "pymcdm does not scale the columns first", "pymcdm 不先对各列做标准化")
ZERO: Final = _apart(limits.has_zero, "pymcdm refuses a value of 0", "pymcdm 拒绝取值 0")
ZERO_SCALED: Final = replace(ZERO, holds=lambda values: limits.divides(values) and limits.has_zero(values))
EMPTY: Final = _apart(limits.has_empty, "pymcdm divides by 0 where a criterion is 0 for all", "某指标对所有方案均为 0 时，pymcdm 除以 0")
EMPTY_LENGTH: Final = replace(EMPTY, holds=lambda values: values["normalisation"] in {"vector", "max"} and limits.has_empty(values))
ALIKE: Final = _apart(limits.has_only_still, "pymcdm divides 0 by 0 where no criterion varies", "所有指标都没有差异时，pymcdm 出现 0/0")
ONE_VOICE: Final = _apart(limits.has_one_voice, "pymcdm divides 0 by 0 where all criteria correlate fully", "所有指标完全相关时，pymcdm 出现 0/0")
TWO: Final = _apart(limits.has_two, "pymcdm divides 0 by 0 with two alternatives", "只有两个方案时，pymcdm 出现 0/0")
STILL: Final = _apart(limits.has_still, "pymcdm fails where a criterion is the same for all", "某指标对所有方案取值相同时，pymcdm 出错")
STILL_BOUNDS: Final = replace(STILL, holds=lambda values: values["bounds"] is None and limits.has_still(values))
STILL_ANGLE: Final = replace(
    STILL,
    why=Words(
        en="pymcdm's arc cosine gives some weight to a criterion that is the same for all",
        zh="某指标对所有方案取值相同时，pymcdm 因反余弦的舍入误差仍给予少量权重",
    ),
)
NOISE: Final = _apart(
    limits.has_noise,
    "pymcdm takes a difference in a criterion that is rounding noise only for a real one",
    "某指标的差异仅为舍入误差时，pymcdm 将其当作真实差异",
)
NOISE_RANGES: Final = replace(NOISE, holds=lambda values: values["normalisation"] == "minmax" and limits.has_noise(values))
EVEN_REGRET: Final = _apart(
    limits.has_even_regret, "pymcdm divides 0 by 0 where S or R is the same for all", "S 或 R 对所有方案相同时，pymcdm 出现 0/0"
)
THRESHOLD: Final = _apart(
    limits.meets_threshold,
    "pymcdm counts a difference that passes a threshold by rounding noise only",
    "差值仅因舍入误差超过阈值时，pymcdm 仍计为超过",
)
WORST_ZERO: Final = _apart(
    limits.has_worst_zero, "pymcdm divides by 0 where the worst of every criterion is 0", "各指标最差值均为 0 时，pymcdm 除以 0"
)
COSTS_REWARDED: Final = _apart(limits.has_costs, "pymcdm rewards costs in this method", "pymcdm 的该方法会奖励成本")
NO_COSTS: Final = _apart(lambda values: not limits.has_costs(values), "pymcdm refuses benefits only", "全为效益型指标时，pymcdm 拒绝计算")
IDLE: Final = _apart(limits.has_idle, "pymcdm lets a criterion of weight 0 count", "pymcdm 仍将权重为 0 的指标计入")
SCALED: Final = _apart(lambda values: values["normalisation"] == "bounds", "pymcdm takes no fixed ideals", "pymcdm 不支持固定的理想解")
COST_POWERS: Final = _apart(
    lambda values: values["normalisation"] == "none" and limits.has_costs(values), "pymcdm has no negative exponents", "pymcdm 不支持负指数"
)
PREFERENCES: Final = _apart(
    lambda values: str(values["preference"]) not in asking.SHAPES,
    "pymcdm has no Gaussian preference, and one preference for all criteria",
    "pymcdm 无高斯型偏好函数，且所有指标只能使用同一种",
)
MANY: Final = _apart(
    limits.has_many,
    f"pymcdm is not asked about more than {limits.MANY} alternatives, which it compares one by one",
    f"方案超过 {limits.MANY} 个时不与 pymcdm 核对（其逐对比较，耗时过长）",
)
BLANK: Final = _apart(limits.has_blank, "pymcdm takes no blanks", "pymcdm 不支持缺失判断")
BETWEEN: Final = _apart(
    limits.judges_between, "pymcdm refuses judgements between the steps of the scale from 1/9 to 9", "判断值不在 1/9 至 9 的标度上时，pymcdm 拒绝计算"
)
ONE: Final = _apart(lambda values: values["preferences"] is not None, "pymcdm knows no preference for alternatives", "pymcdm 不支持方案偏好")


def _weights(name: str, *fails: Apart, lacks: tuple[Apart, ...] = (), prepare: Ask = lambda values: values["matrix"]) -> Second:
    return Second(name, weighed(name, prepare), fails, lacks, "weights")


SECONDS: Final[Mapping[str, Second]] = MappingProxyType(
    {
        "topsis": Second("TOPSIS", asking.ask_topsis, (ZERO_SCALED, EMPTY_LENGTH, NOISE_RANGES), (SCALED,)),
        "vikor": Second("VIKOR", scored("VIKOR", lambda values: {"v": values["v"]}), (STILL, EVEN_REGRET)),
        "promethee-ii": Second("PROMETHEE_II", asking.ask_promethee, (THRESHOLD,), (PREFERENCES, MANY)),
        "wsm": Second("WSM", scored("WSM", scaling, shares=False), (ZERO_SCALED,)),
        "wpm": Second("WPM", scored("WPM", scaling, shares=False), (ZERO_SCALED,), (COST_POWERS,)),
        "waspas": Second("WASPAS", scored("WASPAS", lambda values: scaling(values) | {"l": values["lambda_"]}, shares=False), (ZERO_SCALED,)),
        "mabac": Second("MABAC", scored("MABAC", shares=False), (NOISE,)),
        "aras": Second("ARAS", scored("ARAS", lambda values: {"esp": values["esp"]}), (ZERO,)),
        "edas": Second("EDAS", scored("EDAS")),
        "marcos": Second("MARCOS", scored("MARCOS"), (EMPTY, WORST_ZERO)),
        "codas": Second("CODAS", scored("CODAS", shares=False), (ZERO,), (_only("tau", 0.02), MANY)),
        "copras": Second("COPRAS", scored("COPRAS"), (COSTS_REWARDED, NO_COSTS)),
        "moora": Second("MOORA", scored("MOORA", shares=False), (NO_COSTS, EMPTY)),
        "cocoso": Second("COCOSO", scored("COCOSO", lambda values: {"l": values["lambda_"]}, shares=False), (STILL, IDLE)),
        "mairca": Second("MAIRCA", scored("MAIRCA"), (NOISE,), (ONE,)),
        "ram": Second("RAM", scored("RAM", shares=False), (ZERO,)),
        "spotis": Second("SPOTIS", scored("SPOTIS", lambda values: {"bounds": asking.bounds_of(values), "esp": values["esp"]}), (STILL_BOUNDS,)),
        "rim": Second("RIM", asking.ask_rim, (STILL_BOUNDS,)),
        "equal": _weights("equal_weights"),
        "entropy": _weights("entropy_weights", ZERO, ALIKE, lacks=(PLAIN, _only("zero_shift", 0))),
        "critic": _weights("critic_weights", STILL, ONE_VOICE, lacks=(_only("correlation", "pearson"),), prepare=asking.turned),
        "standard-deviation": _weights("standard_deviation_weights", ALIKE, lacks=(_only("scaling", "none"),)),
        "merec": _weights("merec_weights", ALIKE),
        "gini": _weights("gini_weights", EMPTY, ALIKE),
        "angle": _weights("angle_weights", ZERO, ALIKE, STILL_ANGLE),
        "cilos": _weights("cilos_weights", ZERO, STILL),
        "idocriw": _weights("idocriw_weights", ZERO, STILL),
        "lopcow": _weights("lopcow_weights", STILL, TWO),
        "ahp": Second("AHP", asking.ask_ahp, (BETWEEN,), (BLANK, _only("prioritisation", None, "eigenvector")), "weights"),
        "rank-correlation": Second("correlations", asking.ask_correlation, lacks=(_only("coefficient", *asking.COEFFICIENTS),), figure="value"),
    }
)
"""What pymcdm is asked for, by method."""
