"""Take what was imported out of force again: a member's part, the unit's own, what whole workbooks brought, or the answers."""

from collections.abc import Mapping
from dataclasses import dataclass

from iecscore.desk.templates import WHOLE
from iecscore.desk.workspace import Workspace
from iecscore.engine import compute_units
from iecscore.problems import Misuse, error
from iecscore.store import ANSWERS, Held, Key, Repository, Standing
from iecscore.system.loading_names import offer_names
from iecscore.values import Principal


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is to be withdrawn: of a unit and round, under which name, and why."""

    unit: str
    year: int
    whose: str
    reason: str


def withdraw(workspace: Workspace, principal: Principal, wanted: Withdrawal) -> tuple[str, ...]:
    """Take parts out of force, in one transaction; they stay kept as versions. The names of the parts.

    Raises:
        Misuse: no reason, or nothing of that unit, round or name is in force.
    """
    if not wanted.reason.strip():
        raise Misuse(error("desk.no_reason"))
    with workspace.store.acting(principal) as repository:
        standing = repository.load_standing()
        keys = _choose(standing, wanted)
        repository.withdraw(wanted.unit, wanted.year, keys)
        _tell_units(workspace, repository, wanted.year)
        repository.record("withdraw", f"{wanted.unit}/{wanted.whose}", year=wanted.year, parts=len(keys), reason=wanted.reason.strip())
    return tuple(name_part(key) for key in keys)


def name_part(key: Key) -> str:
    """What a part is called on the command line: its member, else itself."""
    return str(key[4] or key[3])


def _choose(standing: Standing, wanted: Withdrawal) -> tuple[Key, ...]:
    of_year = {key: held for key, held in standing.held.items() if key[2] == wanted.year}
    own = {key: held for key, held in of_year.items() if key[1] == wanted.unit}
    if not own:
        units = sorted({str(key[1]) for key in of_year})
        raise Misuse(error("desk.nothing_of_unit", year=wanted.year, **offer_names(wanted.unit, units)))
    named = _name_parts(own)
    if wanted.whose not in named:
        raise Misuse(error("desk.nothing_to_withdraw", unit=wanted.unit, year=wanted.year, **offer_names(wanted.whose, named)))
    return named[wanted.whose]


def _name_parts(own: Mapping[Key, Held]) -> dict[str, tuple[Key, ...]]:
    """What can be named, with the parts it stands for; the words for several parts come last and never hide a member."""
    whole = tuple(key for key, held in own.items() if held.whole)
    replies = tuple(key for key in own if key[0] == ANSWERS)
    parts = {name_part(key): (key,) for key in own if key[0] != ANSWERS}
    words = {word: keys for word, keys in ((WHOLE, whole), (ANSWERS, replies)) if keys}
    return {**words, **parts}


def _tell_units(workspace: Workspace, repository: Repository, year: int) -> None:
    rows, system = repository.load_rows(year), workspace.system
    repository.save_units(year, [unit for level in system.levels for unit in compute_units(system, level, year, rows)])
