"""Worked cases as an expert writes them in `checks/*.yaml`.

A file holds `cases:`, a list. Every case has `name: {en: ..., zh: ...}`, perhaps `source:` (where its figures come from) and one of the kinds:

`kind: values` (the default): rows in, values and scores out.

```yaml
- name: {en: Structure match, zh: 结构匹配}
  source: domain.md section 3
  level: district           # level of the unit
  unit: D01                 # a unit of a level with a parent is written parent/member: D01/S03
  year: 2025                # the round
  tables:                   # what this round tells, a list of mappings a table; columns not needed may be left out
    district:
      - {district_id: D01, kind: urban}
    program_year:           # or the columns once, then the rows
      columns: [member_id, year, program_code, n_graduates]
      rows:
        - [S01, 2025, "460102", 50]
        - [S01, 2025, "460103", 30]
  earlier:                  # what earlier rounds told, for formulas that read `previous.table` (optional)
    2024: {job_demand: [{year: 2025, program_class: "4601", n_posts_released: 100}]}
  answers:                  # survey answers, a list a group; columns are item codes, `unit`, `member` (a code or a list of codes) (optional)
    S: [{member: S01, S05: 4, S06: 5}]
  expect:                   # of each indicator one or more of: value score denominator coverage (arithmetic; none: no figure),
    T1.1: {value: "1 - 0.5 * (abs(50/80 - 0.3) + abs(30/80 - 0.7))", score: "100 * (0.675 - 0.3) / (0.9 - 0.3)"}
    T1.2: {status: missing, reason: not_submitted}   # status reason (words), years (a list)
```

A cell may hold a number, a text, a date as `2025-03-01`, true or false, a list (several codes), or the code of a reason why the figure is missing.

`kind: score`: a value in, its score out. `indicator`, perhaps `profile`, and `scores`: a list of `{value: arithmetic, score: arithmetic}`.

`kind: format`: `format: credit_code` (any format a column can have), `accepted: [...]`, `refused: [...]`.

`kind: item`: one survey item: `item: S07`, `answered: 2`, `expect: {counted: "6 - 2", score: "100 * (4 - 1) / 4"}`.

`kind: scale`: a mean of items: `mean: 3.8`, `expect: {score: "100 * (3.8 - 1) / 4"}`.

`kind: cell`: a survey cell: `group: S`, `respondents: 4`, `expect: {status: suppressed}`.

`kind: coupling`: `scores: [0.4, 0.8]`, `expect: {c: ..., d: ..., modified_c: ..., modified_d: ...}`.

`kind: momentum`: `government_share: 35`, `reasons: 60`, `inner: 42`, `expect: {momentum: "100 - 35", endogenous: "100 * 42 / 60"}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from iecscore.problems import Place

Written: TypeAlias = Mapping[str, object]

FIGURES: Final = frozenset(
    {"value", "score", "denominator", "coverage", "counted", "c", "d", "modified_c", "modified_d", "momentum", "endogenous", "n"}
)
WORDS: Final = frozenset({"status", "reason", "accepted", "years"})
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "values": ("level", "unit", "year", "expect"),
    "score": ("indicator", "scores"),
    "format": ("format",),
    "item": ("item", "answered", "expect"),
    "scale": ("mean", "expect"),
    "cell": ("group", "respondents", "expect"),
    "coupling": ("scores", "expect"),
    "momentum": ("government_share", "reasons", "inner", "expect"),
}
OPTIONAL: Final[Mapping[str, tuple[str, ...]]] = {
    "values": ("profile", "tables", "earlier", "answers"),
    "score": ("profile",),
    "format": ("accepted", "refused"),
}
SHAPES: Final[Mapping[str, tuple[tuple[type, ...], str]]] = {
    "level": ((str,), "level: library"),
    "unit": ((str,), "unit: L01"),
    "profile": ((str,), "profile: city"),
    "year": ((int,), "year: 2025"),
    "indicator": ((str,), "indicator: T1.1"),
    "format": ((str,), "format: credit_code"),
    "item": ((str,), "item: S07"),
    "group": ((str,), "group: S"),
    "answered": ((int,), "answered: 2"),
    "respondents": ((int,), "respondents: 4"),
    "mean": ((int, float), "mean: 3.8"),
    "government_share": ((int, float), "government_share: 35"),
    "reasons": ((int, float), "reasons: 60"),
    "inner": ((int, float), "inner: 42"),
    "scores": ((list,), "scores: [0.4, 0.8]"),
    "accepted": ((list,), "accepted: [...]"),
    "refused": ((list,), "refused: [...]"),
    "source": ((str,), "source: ..."),
}
GENERAL: Final = ("name", "kind", "source")


@dataclass(frozen=True, slots=True)
class Told:
    """Rows of a table as told in one round."""

    round: int
    table: str
    rows: tuple[Written, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Expectation:
    """One figure or word expected: of an indicator (or value, or code), which quantity, as text."""

    subject: str
    quantity: str
    text: str
    place: Place

    @property
    def is_figure(self) -> bool:
        """Whether the text is arithmetic; otherwise it is a word."""
        return self.quantity in FIGURES


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case: what is given, and what is expected of it."""

    english: str
    chinese: str
    kind: str
    place: Place
    source: str = ""
    level: str = ""
    unit: str = ""
    year: int = 0
    profile: str = ""
    told: tuple[Told, ...] = ()
    answers: Mapping[str, tuple[Written, ...]] = field(default_factory=dict)
    given: Written = field(default_factory=dict)
    expect: tuple[Expectation, ...] = ()

    def name(self, language: str) -> str:
        """The case's name in a language."""
        return self.chinese if language == "zh" else self.english
