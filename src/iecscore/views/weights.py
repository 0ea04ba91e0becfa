"""The weights of a level in words: in force, as judged, from the data, and joined."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan

from iecscore.desk.weighing import Doubted, Panel, Sources
from iecscore.system import ROOT, System
from iecscore.text import say, word_problem
from iecscore.values import Consistency, Evaluation, Floats, Weights
from iecscore.views.naming import name_node

NAMED = 9


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the tree with figures beside each other; none where there is none. `parent` is the code of the node above it."""

    node: str
    name: str
    depth: int
    parent: str
    figures: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Under one parent: the consistency ratio of all joined and of each expert, none where one did not judge."""

    parent: str
    name: str
    joined: float
    each: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class JudgedView:
    """The experts; by node the local weight of all joined, then of each; how consistent they are; what is said and asked; where they differ most."""

    experts: tuple[str, ...]
    parts: tuple[Part, ...]
    ratios: tuple[Ratio, ...]
    said: tuple[str, ...]
    asked: tuple[str, ...]
    differ: str = ""


@dataclass(frozen=True, slots=True)
class DataView:
    """The rules; by criterion and indicator the local weight in force, then by each rule; what is to be said of them."""

    rules: tuple[str, ...]
    parts: tuple[Part, ...]
    said: tuple[str, ...]
    refused: bool


@dataclass(frozen=True, slots=True)
class WeightsView:
    """In force (within the parent, in the whole), as judged, from the data, and by indicator the two sets joined with what came of them."""

    in_force: tuple[Part, ...]
    judged: JudgedView
    data: DataView
    joined: tuple[Part, ...]


def view_weights(evaluation: Evaluation, system: System, sources: Sources, language: str) -> WeightsView:
    """Where the weights of an evaluation come from."""
    words = {node: f"{node} {name_node(system, node, language)}" for node, _ in sources.tree.nodes}
    local = {item.node: item.local for item in evaluation.weights.nodes}
    overall = {item.node: item.overall for item in evaluation.weights.nodes}
    joined: tuple[Part, ...] = ()
    if sources.parts:
        joined = tuple(_list_parts(sources, words, [_locals(part) for part in sources.parts] + [local], leaves=True))
    return WeightsView(
        tuple(_list_parts(sources, words, [local, overall])),
        _view_judged(sources, system, words, language),
        _view_data(sources, system, words, local, language),
        joined,
    )


def _locals(weights: Weights) -> dict[str, float]:
    return {item.node: item.local for item in weights.nodes}


def _list_parts(sources: Sources, words: Mapping[str, str], sets: list[dict[str, float]], *, leaves: bool = False) -> Iterator[Part]:
    """Every node with what each set says of it, from top to bottom; with `leaves` the indicators alone, below their criterion."""
    tree = sources.tree

    def walk(parent: str, depth: int) -> Iterator[Part]:
        for node in tree.children.get(parent, ()):
            leaf = node not in tree.children
            if leaf or not leaves or node in tree.criteria:
                told = tuple(one.get(node) for one in sets) if leaf or not leaves else (None,) * len(sets)
                yield Part(node, words[node], depth, parent, told)
            yield from walk(node, depth + 1)

    yield from walk(ROOT, 0)


def _view_judged(sources: Sources, system: System, words: Mapping[str, str], language: str) -> JudgedView:
    panel = sources.panel
    if panel is None:
        told = [word_problem(problem, language) for problem in sources.refused]
        return JudgedView((), (), (), tuple(say("{cause} {remedy}", language, cause=item.cause, remedy=item.remedy) for item in told), ())
    parts = tuple(_list_judged(sources, panel, words))
    return JudgedView(
        panel.experts,
        parts,
        tuple(_rate(item, panel, system, language) for item in panel.joined.consistency if item.size > 1),
        tuple(_tell_panel(panel, language)),
        tuple(_ask(item, words, system, language) for item in panel.doubted),
        _tell_differing(parts, language),
    )


def _tell_differing(parts: tuple[Part, ...], language: str) -> str:
    """On which part the experts differ most; nothing where one judged."""
    told = {part.name: [figure for figure in part.figures[1:] if figure is not None] for part in parts}
    name, figures = max(told.items(), key=lambda item: max(item[1], default=0) - min(item[1], default=0), default=("", []))
    if len(figures) <= 1:
        return ""
    low, high = f"{min(figures):.1%}", f"{max(figures):.1%}"
    return say("The experts differ most on {name}: from {low} to {high}.", language, name=name, low=low, high=high)


def _list_judged(sources: Sources, panel: Panel, words: Mapping[str, str]) -> Iterator[Part]:
    joined, tree = _locals(panel.joined), sources.tree
    for part in _list_parts(sources, words, [joined]):
        rows = panel.judged.get(part.parent)
        if rows is not None and len(tree.children[part.parent]) > 1:
            column = rows[:, tree.children[part.parent].index(part.node)]
            yield Part(part.node, part.name, part.depth, part.parent, (*part.figures, *_put(column)))


def _put(column: Floats) -> tuple[float | None, ...]:
    return tuple(None if isnan(figure) else figure for figure in column.tolist())


def _rate(item: Consistency, panel: Panel, system: System, language: str) -> Ratio:
    told = {own.expert: own.ratio for own in item.each}
    rows = panel.judged[item.parent]
    there = [not isnan(row[0]) for row in rows.tolist()]
    each = tuple(told.get(expert, item.ratio if judged else None) for expert, judged in zip(panel.experts, there, strict=True))
    name = name_node(system, item.parent, language)
    return Ratio(item.parent, name if item.parent == ROOT else f"{item.parent} {name}", item.ratio, each)


def _tell_panel(panel: Panel, language: str) -> Iterator[str]:
    yield say("{count} experts, from {files}.", language, count=len(panel.experts), files=", ".join(panel.files[:NAMED]))
    if panel.same is None:
        yield say("The weights in force do not rest on these judgements.", language)
    elif not panel.same:
        yield say("These are not the judgements the evaluation was made of: the files were changed since. Evaluate again to use them.", language)
    told = [word_problem(problem, language) for problem in panel.joined.notes]
    yield from (say("{cause} {remedy}", language, cause=item.cause, remedy=item.remedy) for item in told)


def _ask(item: Doubted, words: Mapping[str, str], system: System, language: str) -> str:
    """What to ask an expert first, and what it would change."""
    return say(
        "Ask {expert} first about {left} against {right} (under {parent}): judged {given}, the other judgements suggest {suggested}; "
        "with that the ratio would be {after}.",
        language,
        expert=item.expert,
        left=words[item.left],
        right=words[item.right],
        parent=name_node(system, item.parent, language),
        given=_write_step(item.doubt.given),
        suggested=_write_step(item.doubt.suggested),
        after=f"{item.doubt.cr_after:.3f}",
    )


def _write_step(ratio: float) -> str:
    """`3`, or `1/3`."""
    return f"{ratio:.3g}" if ratio >= 1 else f"1/{1 / ratio:.3g}"


def _view_data(sources: Sources, system: System, words: Mapping[str, str], local: dict[str, float], language: str) -> DataView:
    sets = [local, *(_locals(found.weights) for found in sources.data.values())]
    refused = [found.refused for found in sources.data.values() if found.refused]
    short = [criterion for criterion, count in sources.whole.items() if count < system.data_weights_from]
    told = [say("Weights from the data work within a criterion; dimensions and criteria keep the weights they are given.", language)]
    if refused:
        names = say(", ", language).join(f"{criterion} ({sources.whole[criterion]})" for criterion in short)
        least = system.data_weights_from
        told.append(say("Refused unless forced: fewer than {least} units have no gap in {names}.", language, least=least, names=names))
        told.append(say("What stands here is what forcing would give; it moves with every unit that joins, and nothing rests on it.", language))
    counted = {node: say("{name}: {count} units without a gap", language, name=words[node], count=count) for node, count in sources.whole.items()}
    return DataView(tuple(sources.data), tuple(_list_parts(sources, {**words, **counted}, sets, leaves=True)), tuple(told), bool(refused))
