"""Load an indicator system from its folder, with every fault named by file and line."""

from pathlib import Path

from iecscore.problems import Place, errors_in
from iecscore.problems import error as fault
from iecscore.system.checking import check_system
from iecscore.system.loading_files import HEAD, read_files
from iecscore.system.model import System
from iecscore.values import Read


def load_system(folder: Path) -> Read[System]:
    """Load a system; a result comes only without errors, problems come all at once."""
    if not (folder / HEAD).is_file():
        return Read(None, (fault("system.no_system_file", Place(folder.name), file=HEAD),))
    files = read_files(folder)
    checked = check_system(files.system, files.sources) if files.system else ()
    problems = tuple(sorted((*files.problems, *checked), key=lambda problem: (problem.place.file, problem.place.line)))
    return Read(None if errors_in(problems) else files.system, problems)
