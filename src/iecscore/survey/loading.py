"""Load a survey from its folder, with every fault named by file and line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from iecscore.content import Document, read_document
from iecscore.problems import Place, Problem, error, errors_in
from iecscore.survey.checking import check_survey
from iecscore.survey.model import Group, Survey
from iecscore.system.loading_files import Sources
from iecscore.system.loading_schema import read_schema
from iecscore.values import Read

HEAD: Final = "survey.yaml"
GROUPS: Final = "groups"


def load_survey(folder: Path) -> Read[Survey]:
    """Load a survey; a result comes only without errors, problems come all at once."""
    if not (folder / HEAD).is_file():
        return Read(None, (error("survey.no_survey_file", Place(folder.name), file=HEAD),))
    head = read_document(folder / HEAD, HEAD)
    documents = tuple(_open_groups(folder))
    groups, problems, told = _read_groups(documents)
    survey, faults = _read_head(head, groups)
    whole = survey if len(groups) == len(documents) else None
    checked = check_survey(whole, Sources(head, told)) if whole else ()
    found = sorted((*problems, *faults, *checked), key=lambda problem: (problem.place.file, problem.place.line))
    return Read(None if errors_in(found) else whole, tuple(found))


def _open_groups(folder: Path) -> Iterator[Document]:
    for path in sorted((folder / GROUPS).glob("*.yaml")):
        yield read_document(path, path.relative_to(folder).as_posix())


def _read_groups(documents: tuple[Document, ...]) -> tuple[dict[str, Group], list[Problem], dict[tuple[str, str], Document]]:
    groups: dict[str, Group] = {}
    problems: list[Problem] = []
    told: dict[tuple[str, str], Document] = {}
    for document in documents:
        read: Read[Group] = read_schema(Group, document) if document.lines else Read(None)
        problems += (*document.problems, *read.problems)
        if read.result and read.result.key in groups:
            first = told[GROUPS, read.result.key].file
            problems.append(error("system.told_twice", document.place(("key",)), key=read.result.key, first=first))
        elif read.result:
            groups[read.result.key] = read.result
            told[GROUPS, read.result.key] = document
    return groups, problems, told


def _read_head(head: Document, groups: dict[str, Group]) -> tuple[Survey | None, tuple[Problem, ...]]:
    if not head.lines or not isinstance(head.data, dict):
        return None, head.problems
    misplaced = tuple(error("survey.misplaced", head.place((key,)), key=key) for key in head.data if key == GROUPS)
    read = read_schema(Survey, head, {**head.data, GROUPS: groups})
    return read.result, (*head.problems, *misplaced, *read.problems)
