"""Load the dashboards of a content folder; every fault is named with file and line."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from iecscore.content import Document, content_folder, list_systems, read_document
from iecscore.dashboard.panel import Panel
from iecscore.dashboard.panels import KINDS
from iecscore.dashboard.specification import Dashboard
from iecscore.problems import Misuse, Place, Problem, error
from iecscore.system import System
from iecscore.system.loading_names import offer_names
from iecscore.system.loading_schema import read_schema
from iecscore.values import Read

FILE: Final = "dashboard.yaml"


def load_dashboards(system: System, content: Path | None = None) -> dict[str, Dashboard]:
    """Load the dashboards of every audience, by role.

    Raises:
        Misuse: one of them has faults.
    """
    reads = [load_dashboard(content_folder("dashboards", name, content), system) for name in list_systems("dashboards", content)]
    if problems := [problem for read in reads for problem in read.problems]:
        raise Misuse(*problems)
    return {read.result.key: read.result for read in reads if read.result}


def load_dashboard(folder: Path, system: System, kinds: Mapping[str, Panel] = KINDS) -> Read[Dashboard]:
    """Load the dashboard of a folder."""
    label = f"{folder.name}/{FILE}"
    if not (folder / FILE).is_file():
        return Read(None, (error("dashboard.no_file", Place(label), file=FILE),))
    document = read_document(folder / FILE, label)
    if document.problems:
        return Read(None, document.problems)
    read: Read[Dashboard] = read_schema(Dashboard, document)
    checked = tuple(_check(read.result, document, system, kinds)) if read.result else ()
    problems = (*read.problems, *checked)
    return Read(None if problems else read.result, problems)


def _check(dashboard: Dashboard, document: Document, system: System, kinds: Mapping[str, Panel]) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, page in enumerate(dashboard.pages):
        if page.key in seen:
            yield error("dashboard.page_twice", document.place(("pages", place, "key")), key=page.key)
        seen.add(page.key)
        for number, panel in enumerate(page.panels):
            yield from _check_panel(panel.kind, panel.options, ("pages", place, "panels", number), document, system, kinds)


def _check_panel(
    kind: str, options: Mapping[str, object], path: tuple[str | int, ...], document: Document, system: System, kinds: Mapping[str, Panel]
) -> Iterator[Problem]:
    if kind not in kinds:
        yield error("dashboard.unknown_kind", document.place((*path, "kind")), **offer_names(kind, kinds))
        return
    lines = {key[len(path) + 1 :]: line for key, line in document.lines.items() if key[: len(path) + 1] == (*path, "options")}
    told = Document(document.file, options, {(): document.place(path).line, **lines})
    yield from read_schema(kinds[kind].options, told).problems
    level = options.get("level")
    if isinstance(level, str) and level not in system.levels:
        yield error("dashboard.unknown_level", document.place((*path, "options", "level")), **offer_names(level, system.levels))
