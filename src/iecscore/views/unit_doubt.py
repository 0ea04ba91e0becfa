"""How sure the rank of one unit is, as it is told: the message in sentences, then what stands behind it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from iecscore.robustness.assessment import Assessment, Driver, PairDoubt, Swap, UnitDoubt
from iecscore.robustness.neighbours import SURE
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views.doubt_tables import GROUPS, Table
from iecscore.views.filled_numbers import say_cell, write_number
from iecscore.views.naming import DASH, name_interval, name_league, name_node, name_tier, say_unit, write_figure
from iecscore.views.robustness import find_agreed, tell_made, write_share, write_share_error

BAR: Final = 40
SETTLED: Final = 0.995
RANK, TIER = "rank", "tier"


@dataclass(frozen=True, slots=True)
class UnitView:
    """What is told of one unit."""

    title: str
    made: str
    sentences: tuple[str, ...]
    tables: tuple[Table, ...]


def view_unit(evaluation: Evaluation, assessment: Assessment, unit: UnitDoubt, shares: Sequence[float], system: System, language: str) -> UnitView:
    """One unit in full; `shares` are those of the first rank, the second and so on, where they are at hand."""
    names = {item.code: item.name for item in evaluation.units}
    told = _Teller(evaluation, assessment, unit, system, names, language)
    tables = (told.ranks(shares), told.tiers(), told.top(), told.pairs(), told.drivers(), told.parts())
    return UnitView(
        title=say("How sure the rank is: {unit}", language, unit=say_unit(unit.unit, names)),
        made=tell_made(assessment, language),
        sentences=tuple(told.sentences()),
        tables=tuple(table for table in tables if table.rows),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    evaluation: Evaluation
    assessment: Assessment
    unit: UnitDoubt
    system: System
    names: Mapping[str, str]
    language: str

    def sentences(self) -> Iterator[str]:
        if self.unit.rank is None:
            yield say("This unit is not ranked, so there is no rank to doubt.", self.language)
            return
        yield self._tell_rank()
        yield from self._tell_tier()
        yield from self._tell_source(RANK)
        yield self._tell_alike()
        for swap in self.assessment.swaps:
            yield from self._tell_swap(swap)
        yield from self._tell_lever()

    def _tell_rank(self) -> str:
        together = [unit for unit in self.assessment.units if unit.league == self.unit.league and unit.rank]
        text = say(
            "Rank {rank} of {count} in “{league}”. In 90 % of scenarios: {interval}. Confidence set: {confident}.",
            self.language,
            rank=self.unit.rank,
            count=len(together),
            league=name_league(self.system, self.evaluation.options.level, self.unit.league, self.language),
            interval=name_interval(self.unit.low, self.unit.high),
            confident=name_interval(self.unit.set_best, self.unit.set_worst),
        )
        ways = name_interval(self.unit.method_low, self.unit.method_high)
        more = say("By other ways of counting: {methods}.", self.language, methods=ways)
        if ways == DASH:
            return text
        told, agreed = say("{cause} {remedy}", self.language, cause=text, remedy=more), find_agreed(self.assessment)[self.unit.unit]
        if agreed == DASH:
            return told
        return say("{cause} {remedy}", self.language, cause=told, remedy=say("In the compromise of them: {rank}.", self.language, rank=agreed))

    def _tell_tier(self) -> Iterator[str]:
        key = next((row.tier for row in self.evaluation.ranking if row.unit == self.unit.unit), "")
        shares = dict(self.unit.tiers)
        if key in shares:
            tier = name_tier(self.system, self.evaluation.options.level, key, self.language)
            yield say(
                "Will {unit} keep the tier “{tier}”? In {share} of scenarios.",
                self.language,
                unit=self.unit.unit,
                tier=tier,
                share=write_share(shares[key]),
            )
            if shares[key] < SETTLED:
                yield from self._tell_source(TIER)

    def _tell_source(self, output: str) -> Iterator[str]:
        found = self._list_drivers(output)
        if found:
            source, share = say(GROUPS[found[0].group], self.language), write_share(found[0].total)
            text = (
                say(
                    "Most of the doubt about its tier, other methods included, comes from {source}: {share} of the variance.",
                    self.language,
                    source=source,
                    share=share,
                )
                if output == TIER
                else say(
                    "Most of the doubt about its rank, other methods included, comes from {source}: {share} of the variance.",
                    self.language,
                    source=source,
                    share=share,
                )
            )
            yield text

    def _list_drivers(self, output: str) -> list[Driver]:
        mine = [item for item in self.assessment.drivers if item.output == output and item.unit == self.unit.unit]
        return sorted(mine, key=lambda item: -item.total)

    def _list_pairs(self) -> list[PairDoubt]:
        """Its neighbours and those it cannot be told apart from, in the order of ranks, each seen from the unit."""
        mine = [_turn(pair, self.unit.unit) for pair in self.assessment.pairs if self.unit.unit in {pair.first, pair.second}]
        ranks = {unit.unit: unit.rank or 0 for unit in self.assessment.units}
        return sorted((pair for pair in mine if pair.neighbours or _alike(pair)), key=lambda pair: (ranks[pair.second], pair.second))

    def _tell_alike(self) -> str:
        alike = [pair.second for pair in self._list_pairs() if _alike(pair)]
        if not alike:
            return say("It can be told apart from every other unit.", self.language)
        return say("It cannot be told apart from: {others}.", self.language, others=say(", ", self.language).join(alike))

    def _tell_swap(self, swap: Swap) -> Iterator[str]:
        if self.unit.unit not in {swap.first, swap.second}:
            return
        other = swap.first if swap.second == self.unit.unit else swap.second
        if swap.weight is not None and swap.weight_needed is not None:
            yield say(
                "It would tie with {other} if {weight} weighed {needed} instead of {now}.",
                self.language,
                other=other,
                weight=self._name(swap.weight_of),
                needed=f"{swap.weight_needed:.1%}",
                now=f"{swap.weight:.1%}",
            )
        if swap.value_needed is not None:
            decimals = self.system.indicators[swap.value_of].decimals
            yield say(
                "It would tie with {other} if {figure} of {unit} were {needed} instead of {now}.",
                self.language,
                other=other,
                unit=swap.second,
                figure=self._name(swap.value_of),
                needed=write_figure(swap.value_needed, decimals),
                now=write_figure(swap.value, decimals),
            )
        if swap.cell is not None and swap.cell_needed is not None:
            yield say(
                "It would tie with {other} if {cell} were {needed} instead of {now}.",
                self.language,
                other=other,
                cell=say_cell(swap.cell, self.system, self.language),
                needed=write_number(swap.cell_needed),
                now=write_number(swap.cell.value),
            )

    def _tell_lever(self) -> Iterator[str]:
        for lever in self.assessment.levers:
            if lever.unit == self.unit.unit and lever.best != lever.worst:
                ranks = name_interval(lever.best, lever.worst)
                yield say(
                    "Verify {figure} first: within its plausible range the rank is {ranks}.",
                    self.language,
                    figure=self._name(lever.indicator),
                    ranks=ranks,
                )
            if lever.unit == self.unit.unit and lever.cell is not None and lever.cell_low is not None and lever.cell_high is not None:
                told = {
                    "cell": say_cell(lever.cell, self.system, self.language),
                    "now": write_number(lever.cell.value),
                    "low": write_number(lever.cell_low),
                    "high": write_number(lever.cell_high),
                    "ranks": name_interval(lever.cell_best, lever.cell_worst),
                }
                yield (
                    say(
                        "No number filled in moves its rank alone; nearest to it comes {cell} ({now}), plausibly {low} to {high}.",
                        self.language,
                        **told,
                    )
                    if lever.cell_best == lever.cell_worst
                    else say(
                        "Of the numbers filled in, {cell} ({now}) moves it most: from {low} to {high} its rank is {ranks}.", self.language, **told
                    )
                )

    def _name(self, indicator: str) -> str:
        return f"{indicator} {name_node(self.system, indicator, self.language)}"

    def _write(self, share: float) -> str:
        """A share of scenarios with its standard error."""
        return write_share_error(share, sqrt(max(share * (1 - share), 0.0) / self.assessment.draws))

    def ranks(self, shares: Sequence[float]) -> Table:
        most = max(shares, default=0)
        rows = tuple((str(rank), write_share(share), "█" * max(1, round(BAR * share / most))) for rank, share in enumerate(shares, 1) if share > 0)
        heads = (say("Rank", self.language), say("Share of scenarios", self.language), "")
        return Table("ranks", say("In which ranks it is", self.language), "", heads, rows, (0, 1))

    def tiers(self) -> Table:
        level = self.evaluation.options.level
        rows = tuple((name_tier(self.system, level, key, self.language), self._write(share)) for key, share in self.unit.tiers if share > 0)
        heads = (say("Tier", self.language), say("Share of scenarios", self.language))
        return Table("tiers", say("In which tiers it is", self.language), "", heads, rows, (1,))

    def top(self) -> Table:
        rows = tuple((str(top), self._write(share)) for top, share in self.unit.top) if self.unit.rank else ()
        heads = (say("Among the first", self.language), say("Share of scenarios", self.language))
        return Table("top", say("Among the first it is", self.language), "", heads, rows, (0, 1))

    def pairs(self) -> Table:
        rows = tuple(
            (
                say_unit(pair.second, self.names),
                write_share_error(pair.ahead, pair.error),
                say("cannot be told apart", self.language) if _alike(pair) else say("told apart", self.language),
            )
            for pair in self._list_pairs()
        )
        heads = (say("Other unit", self.language), say("Ahead of it in", self.language), "")
        about = say("Shares of scenarios with their standard errors: the neighbours, and all that it cannot be told apart from.", self.language)
        return Table("pairs", say("Against others", self.language), about, heads, rows, (1,))

    def drivers(self) -> Table:
        rank, tier = ({item.group: item.total for item in self._list_drivers(output)} for output in (RANK, TIER))
        groups = sorted({*rank, *tier}, key=lambda group: (-rank.get(group, 0), -tier.get(group, 0)))
        rows = tuple(
            (say(GROUPS[group], self.language), *(write_share(found[group]) if group in found else DASH for found in (rank, tier)))
            for group in groups
        )
        heads = (say("Source", self.language), say("Of its rank", self.language), say("Of keeping its tier", self.language))
        about = say("Shares of the variance, each source with what it takes part in; they may add up to more than 100 %.", self.language)
        return Table("drivers", say("What the uncertainty comes from", self.language), about, heads, rows, (1, 2))

    def parts(self) -> Table:
        """The parts of the tree, by their share in the doubt about the score."""
        mine = next((item.shares for item in self.assessment.parts_of_tree if item.unit == self.unit.unit), ())
        told = sorted(mine, key=lambda part: -part[1])
        rows = tuple((f"{node} {name_node(self.system, node, self.language)}", write_share(share)) for node, share in told)
        heads = (say("Part of the tree", self.language), say("Of its score", self.language))
        about = say("Shares of the variance of its score, the weights as they are (Shapley effects); they add up to 100 %.", self.language)
        return Table("parts", say("From which part of the tree the doubt comes", self.language), about, heads, rows, (1,))


def _turn(pair: PairDoubt, unit: str) -> PairDoubt:
    return pair if pair.first == unit else PairDoubt(pair.second, pair.first, 1 - pair.ahead, pair.error, pair.neighbours)


def _alike(pair: PairDoubt) -> bool:
    return 1 - SURE < pair.ahead < SURE
