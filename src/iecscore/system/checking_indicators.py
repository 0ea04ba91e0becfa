"""Check the indicators: names lead somewhere, intervals have their lower end first, goalposts agree with the direction."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from iecscore.problems import Place, Problem, error
from iecscore.system.closed import Interval
from iecscore.system.indicators import Criterion, Direction, Goalposts, Indicator, Trapezoid
from iecscore.system.loading_files import Sources
from iecscore.system.loading_names import offer_names
from iecscore.system.model import System

Locate: TypeAlias = Callable[..., Place]


def check_indicators(system: System, sources: Sources) -> Iterator[Problem]:
    """Check every criterion and indicator."""
    yield from _check_codes(system, sources)
    for criterion in system.criteria.values():
        if criterion.dimension not in system.dimensions:
            place = sources.place("criteria", criterion.key, "dimension")
            yield error("system.unknown_dimension", place, **offer_names(criterion.dimension, system.dimensions))
        for code, indicator in criterion.indicators.items():
            yield from _check_indicator(system, indicator, locate_indicator(sources, criterion, code))


def locate_indicator(sources: Sources, criterion: Criterion, code: str) -> Locate:
    """A function that names the place of an indicator's key."""

    def at(*path: str | int) -> Place:
        return sources.place("criteria", criterion.key, "indicators", code, *path)

    return at


def _check_codes(system: System, sources: Sources) -> Iterator[Problem]:
    taken = dict.fromkeys(system.dimensions, "dimensions")
    for kind, codes in (("criteria", system.criteria), ("nodes", system.nodes)):
        for code in codes:
            if code in taken:
                place = sources.at("nodes", code) if kind == "nodes" else sources.place("criteria", code, "key")
                yield error("system.duplicate_code", place, name=code, first=taken[code])
            taken.setdefault(code, kind if kind == "nodes" else sources.place("criteria", code).file)
    for criterion in system.criteria.values():
        for code in criterion.indicators:
            place = sources.place("criteria", criterion.key, "indicators", code)
            if code in taken:
                yield error("system.duplicate_code", place, name=code, first=taken[code])
            taken.setdefault(code, place.file)


def _check_indicator(system: System, indicator: Indicator, at: Locate) -> Iterator[Problem]:
    yield from _check_names(system, indicator, at)
    yield from _check_source(system, indicator, at)
    yield from _check_ranges(indicator, at)
    yield from _check_scoring(indicator.direction, indicator.goalposts, indicator.trapezoid, at)
    for profile, override in indicator.profiles.items():

        def within(*path: str | int, profile: str = profile) -> Place:
            return at("profiles", profile, *path)

        yield from _check_scoring(indicator.direction, override.goalposts, override.trapezoid, within)


def _check_names(system: System, indicator: Indicator, at: Locate) -> Iterator[Problem]:
    for number, level in enumerate(indicator.levels):
        if level not in system.levels:
            yield error("system.unknown_level", at("levels", number), **offer_names(level, system.levels))
    if indicator.lens not in system.lenses:
        yield error("system.unknown_lens", at("lens"), **offer_names(indicator.lens, system.lenses))
    for number, key in enumerate(indicator.references):
        if key not in system.references:
            yield error("system.unknown_reference", at("references", number), **offer_names(key, system.references))
    for profile in indicator.profiles:
        if profile not in system.profiles:
            yield error("system.unknown_profile", at("profiles", profile), **offer_names(profile, system.profiles))


def _check_source(system: System, indicator: Indicator, at: Locate) -> Iterator[Problem]:
    wanted = {"administrative": (True, False), "survey": (False, True), "mixed": (True, True)}[indicator.source]
    for key, given, needed in (("formula", indicator.formula, wanted[0]), ("survey", indicator.survey, wanted[1])):
        if bool(given) != needed:
            code = "system.source_needs" if needed else "system.source_excludes"
            yield error(code, at("source"), source=indicator.source, key=key)
    if indicator.survey and indicator.source != "administrative" and not system.survey:
        yield error("system.needs_survey", at("survey"))


def _check_ranges(indicator: Indicator, at: Locate) -> Iterator[Problem]:
    hard, plausible = indicator.hard_range, indicator.plausible_range
    disordered = [*_check_order("hard_range", hard, at), *_check_order("plausible_range", plausible, at)]
    yield from disordered
    if not disordered and not (hard.low <= plausible.low and plausible.high <= hard.high):
        place = at("plausible_range")
        yield error(
            "system.range_outside", place, low=f"{plausible.low:g}", high=f"{plausible.high:g}", hard_low=f"{hard.low:g}", hard_high=f"{hard.high:g}"
        )


def _check_order(key: str, ends: Interval, at: Locate) -> Iterator[Problem]:
    if ends.low > ends.high:
        yield error("system.interval_order", at(key), key=key, low=f"{ends.low:g}", high=f"{ends.high:g}")


def _check_scoring(direction: Direction, goalposts: Goalposts | None, trapezoid: Trapezoid | None, at: Locate) -> Iterator[Problem]:
    if direction is Direction.INTERVAL and goalposts:
        yield error("system.scoring_misfit", at("goalposts"), key="goalposts", direction=str(direction), wanted="trapezoid")
    if direction is not Direction.INTERVAL and trapezoid:
        yield error("system.scoring_misfit", at("trapezoid"), key="trapezoid", direction=str(direction), wanted="goalposts")
    if direction is not Direction.INTERVAL and goalposts and not _agree(direction, goalposts):
        zero, full = f"{goalposts.zero:g}", f"{goalposts.full:g}"
        yield error("system.goalpost_order", at("goalposts"), direction=str(direction), zero=zero, full=full)


def _agree(direction: Direction, goalposts: Goalposts) -> bool:
    return goalposts.full > goalposts.zero if direction is Direction.BENEFIT else goalposts.full < goalposts.zero
