"""The ranking sheet: league by league, tier beside rank, those not ranked below with the reason."""

from collections import Counter

from iecscore.report.book import HEADING, Book, Cell, Paper, fit_width
from iecscore.report.wording import METHODS, POLICIES, SHORT, join, name_choice, name_weights
from iecscore.robustness.assessment import Assessment
from iecscore.scoring import INDEX, WITH_TIERS, other_method
from iecscore.system import System
from iecscore.text import say
from iecscore.values import Evaluation
from iecscore.views import League, Line, RankingView, name_tier, view_ranking, word_interval, word_lowest, word_row_coverage

FIRST = HEADING + 1
HEADS = ("Rank", "Unit code", "Name", "Tier", "Total score")
LOOKS = ("rank", "code", "name", "centre", "total")


def write_ranking(book: Book, evaluation: Evaluation, system: System, language: str, assessment: Assessment | None = None) -> None:
    """Write the ranking sheet, each rank with its interval where it was assessed."""
    view = view_ranking(evaluation, system, language, assessment)
    more = 1 if view.tells_intervals else 0
    missing = {row.unit: row.missing for row in evaluation.ranking}
    names = fit_width([line.name for league in view.leagues for line in league.lines], 20, 48)
    node = fit_width([word for dimension in view.dimensions for word in dimension.split()], 12, 18)
    core = [11] if view.tells_core else []
    widths = (7, *([9] * more), 11, names, 12, 12, *([node] * len(view.dimensions)), 11, *core, 11, 12, 12, 34)
    paper = book.add(say("Ranking", language), view.title, _subtitle(evaluation, language), widths)
    _write_heads(paper, view, evaluation, language)
    row = FIRST
    for league in view.leagues:
        paper.merge(row, 0, row, paper.columns - 1, _name_league(league, evaluation, system, language), "band")
        for offset, line in enumerate(league.lines, start=1):
            shares = (line.coverage, line.core_coverage, line.row_coverage) if view.tells_core else (line.coverage, line.row_coverage)
            _write_line(paper, row + offset, line, shares, missing.get(line.unit, ()), language, intervals=view.tells_intervals)
        last = row + sum(line.rank is not None for line in league.lines)
        if last > row:
            paper.bars(row + 1, 4 + more, last)
            paper.colour(row + 1, 5 + more, last, 4 + more + len(view.dimensions))
        row += len(league.lines) + 1
    paper.freeze(HEADING, FIRST, 3 + more)
    _write_notes(paper, row + 1, evaluation, system, language, assessment)


def _subtitle(evaluation: Evaluation, language: str) -> str:
    weights, method = name_weights(evaluation.options, language), name_choice(METHODS, evaluation.options.method, language)
    return say("Weights: {weights}. Ranked by: {method}.", language, weights=weights, method=method)


def _write_heads(paper: Paper, view: RankingView, evaluation: Evaluation, language: str) -> None:
    other = say("Rank by {method}", language, method=say(SHORT[other_method(evaluation.options.method)], language))
    shares = ("Data coverage", "Core coverage", "Row coverage") if view.tells_core else ("Data coverage", "Row coverage")
    more = (*(say(text, language) for text in (*shares, "Lowest-case rank, core indicators only")), other, say("Remarks", language))
    names = (HEADS[0], "90 % interval", *HEADS[1:]) if view.tells_intervals else HEADS
    heads = (*(say(text, language) for text in names), *view.dimensions, *more)
    light = {len(names) + place for place in range(len(view.dimensions))}
    paper.line(HEADING, heads, ["head_light" if column in light else "head" for column in range(len(heads))])


def _name_league(league: League, evaluation: Evaluation, system: System, language: str) -> str:
    level = evaluation.options.level
    tiers = Counter(line.tier for line in league.lines if line.rank is not None)
    names = (name_tier(system, level, tier.key, language) for tier in system.levels[level].tiers)
    told = [f"{name} {tiers[name]}" for name in names if tiers[name]]
    unranked = sum(line.rank is None for line in league.lines)
    told += [say("not ranked {count}", language, count=unranked)] if unranked else []
    if not told:
        return say("{league}: units {count}", language, league=league.name, count=len(league.lines))
    return say("{league}: units {count} ({tiers})", language, league=league.name, count=len(league.lines), tiers=join(told, language))


def _write_line(paper: Paper, row: int, line: Line, shares: tuple[float, ...], missing: tuple[str, ...], language: str, *, intervals: bool) -> None:
    interval, look = ((line.interval,), ("centre",)) if intervals else ((), ())
    if line.rank is None:
        blanks = 1 + len(line.dimensions)
        cells: tuple[Cell, ...] = ("–", *interval, line.unit, line.name, *([None] * (blanks + 1)), *shares, None, None, line.remark)
        looks = ("centre", *look, "code", "name", *(["empty"] * (blanks + 1)), *(["share"] * len(shares)), "empty", "empty", "not_ranked")
        paper.line(row, cells, looks)
        return
    gaps = say("not scored: {indicators}", language, indicators=join(missing, language)) if missing else ""
    remark = ("；" if language == "zh" else "; ").join(filter(None, (line.remark, gaps))) or None
    paper.line(row, (line.rank, *interval, line.unit, line.name, line.tier or "–", line.score), (LOOKS[0], *look, *LOOKS[1:]))
    paper.line(row, line.dimensions, ["score"] * len(line.dimensions), len(LOOKS) + len(look))
    more = (*shares, line.lowest_rank, line.other_rank, remark)
    paper.line(row, more, (*(["share"] * len(shares)), "integer", "integer", "text"), len(LOOKS) + len(look) + len(line.dimensions))


def _write_notes(paper: Paper, row: int, evaluation: Evaluation, system: System, language: str, assessment: Assessment | None) -> None:
    tiers = system.levels[evaluation.options.level].tiers
    cuts = join((f"{tier.name.say(language)} ≥ {tier.from_:g}" for tier in tiers), language)
    paper.put(row, 0, say("How to read this", language), "section")
    gaps, share = say(POLICIES[evaluation.options.missing], language), f"{system.criterion_coverage:.0%}"
    joined = evaluation.options.method == INDEX
    if joined:
        gaps = say("at each node the weight of a gap goes to what is there, unless the chain fills it", language)
    tiered = say(
        "Read the tier first. Tiers are declared cut-offs on the score: {cuts}. Neighbours in rank may differ by very little.", language, cuts=cuts
    )
    if evaluation.options.method not in WITH_TIERS:
        tiered = say("No tiers: the cut-offs are declared for scores on another scale. Neighbours in rank may differ by very little.", language)
    notes = (
        *([word_interval(assessment, language)] if assessment else []),
        tiered,
        _explain_score(evaluation.options.method, language),
        say("Coverage: the share of the weight for which there is a scored value. Where there is none: {gaps}.", language, gaps=gaps),
        word_row_coverage(language),
        word_lowest(language),
        say("Not ranked: screened out, or with less than the least share some node asks for.", language)
        if joined
        else say("Not ranked: less than {share} of the weight of a criterion is there.", language, share=share),
        *view_ranking(evaluation, system, language).notes,
    )
    for offset, text in enumerate(notes, start=1):
        paper.across(row + offset, text, "paragraph")


def _explain_score(method: str, language: str) -> str:
    if method == INDEX:
        return say("Score: on the scale the chain normalises to, joined node by node; see the method sheet.", language)
    return say("Score: 0 to 100, {method}.", language, method=say(METHODS[method], language))
