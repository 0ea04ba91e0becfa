"""One method as the registry holds it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from iecscore.methods.keys import Key
from iecscore.system.closed import Words

Figures: TypeAlias = Mapping[str, Any]
NOTES = "notes"
GROUPS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "stages": Words(en="Stages of a composite index", zh="综合指数的编制步骤"),
        "weights": Words(en="Weights from data, and combined weights", zh="客观赋权与组合赋权"),
        "ahp": Words(en="Weights from pairwise judgement", zh="两两比较赋权（层次分析法等）"),
        "panel": Words(en="Expert panels", zh="专家咨询与意见一致性"),
        "scoring": Words(en="Scoring and ranking alternatives", zh="方案评分与排序"),
        "grading": Words(en="Evaluation in grades", zh="分级评价"),
        "rankings": Words(en="Rankings compared and joined", zh="排名的比较与合成"),
        "coordination": Words(en="Coordination and obstacles", zh="耦合协调与障碍因子"),
        "efficiency": Words(en="Efficiency and productivity", zh="效率与生产率"),
        "structure": Words(en="Structure of an index", zh="指标体系的结构检验"),
    }
)
"""The groups of methods, in the order in which the pages list them."""


@dataclass(frozen=True, slots=True)
class Method:
    """A method by its name: its group, the keys it reads, what it gives, and the function that does it.

    `run` gets the keys by name, read and defaulted, and returns figures by name: numbers, arrays, lists, texts, mappings; NaN where a figure
    is undefined; `notes`, a list of sentences, where something needs saying. The page of a method (`pages/<name>.yaml`) says the rest.
    """

    name: str
    group: str
    keys: tuple[Key, ...]
    results: tuple[str, ...]
    run: Callable[..., Figures]
    higher_is_better: bool | None = None
