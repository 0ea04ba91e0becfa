"""A criterion, a dimension or the whole of a unit, printed with its children."""

from collections.abc import Iterator

from iecscore.cli.screen import screen, show, table
from iecscore.text import say
from iecscore.views import Child, NodeExplanation, write_figure

HEADS = ("Code", "Name", "Score", "Weight within", "In force", "Points", "Holds back", "Carries", "Coverage", "Remark")


def print_node(view: NodeExplanation, language: str) -> None:
    """Print what a node's score is made of."""
    console = screen()
    name = view.name if view.whole else f"{view.node} {view.name}"
    console.print(f"{view.unit} {view.unit_name} · {name}", style="bold", markup=False, highlight=False)
    for fact, told in _facts(view, language):
        console.print(f"  {fact}: {told}", markup=False, highlight=False, soft_wrap=True)
    rows = [_cells(child) for child in view.children]
    show(console, table(say("Made of", language), [say(head, language) for head in HEADS], rows, right=tuple(range(2, 9)), whole=(0,)))
    console.print(_explain(view, language), style="dim", markup=False, highlight=False, soft_wrap=True)


def _facts(view: NodeExplanation, language: str) -> Iterator[tuple[str, str]]:
    yield say("Evaluation", language), say("{id}, round {round}", language, id=view.evaluation[:16], round=view.round)
    yield say("Score", language), write_figure(view.score, 2)
    if view.rank is not None:
        told = say("rank {rank} among {league}", language, rank=view.rank, league=view.league)
        yield say("Standing", language), say("{told}, tier {tier}", language, told=told, tier=view.tier) if view.tier else told
    if view.path:
        path = " → ".join(f"{step.node} {step.name} {step.local:.4f}" for step in view.path)
        yield say("Weight", language), f"{path} = {write_figure(view.path[-1].overall, 4)}"
    yield say("Coverage", language), _coverage(view, language)
    if view.whole:
        yield say("Row coverage", language), f"{view.row_coverage:.0%}"
        if view.lowest_rank is not None:
            told = say("score {score}, rank {rank}", language, score=write_figure(view.lowest_score, 2), rank=view.lowest_rank)
            yield say("Lowest case, core indicators only", language), told
    if view.handed_on:
        yield (
            say("Redistributed", language),
            say("{share} of the weight within, from what is missing to what is there", language, share=f"{view.handed_on:.1%}"),
        )
    if view.remark:
        yield say("Remark", language), view.remark


def _coverage(view: NodeExplanation, language: str) -> str:
    told = f"{view.coverage:.0%}"
    if view.core_coverage is None or f"{view.core_coverage:.0%}" == told:
        return told
    return say("{all} of all indicators, {core} of the core ones", language, all=told, core=f"{view.core_coverage:.0%}")


def _cells(child: Child) -> list[str]:
    return [
        child.node,
        child.name,
        write_figure(child.score, 2),
        f"{child.weight:.4f}",
        write_figure(child.in_force, 4),
        write_figure(child.points, 2),
        *("–" if share is None else f"{share:.1%}" for share in (child.holds_back, child.carries)),
        f"{child.coverage:.0%}",
        child.remark,
    ]


def _explain(view: NodeExplanation, language: str) -> str:
    if any(child.points is not None for child in view.children):
        return say("Points: weight in force × score; they add up to the score. Holds back, carries: shares of the unit's whole.", language)
    return say(
        "The score is no mean of its parts ({method}); what each part holds back and carries are shares of the unit's whole.",
        language,
        method=view.method,
    )
