"""What a kind of panel is, and the register of what its parts may ask of the server."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from dash import Dash
from dash._callback import GLOBAL_CALLBACK_MAP
from dash.development.base_component import Component

from iecscore.dashboard.tables import Address, address_on, offer_tables
from iecscore.dashboard.visiting import Visit, this_visit
from iecscore.system.closed import Closed


@dataclass(frozen=True, slots=True)
class Reader:
    """A question as it was entered: the panel's kind, what answers it, and the parts of the page that the answer goes to."""

    kind: str
    answer: Callable[..., Any]
    places: tuple[Any, ...]

    def offer(self, found: Any, address: Address, language: str) -> Any:  # noqa: ANN401 - whatever a page is made of
        """The answer, with links to take away the tables in it."""
        parts = [offer_tables(part, str(place), address, language) for place, part in self.split(found)]
        return tuple(parts) if len(self.places) > 1 else parts[0]

    def split(self, found: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 - whatever a page is made of
        """Each part of an answer with where it goes."""
        return list(zip(self.places, found if len(self.places) > 1 else [found], strict=True))


def _address_answer(name: str, told: Sequence[object]) -> Address:
    """Where the tables in the answer to a question that only reads are had: it is asked once more."""
    asked = urlencode({"question": name, "told": json.dumps(told, ensure_ascii=False)})
    return lambda table, kind: f"/answers/{table}.{kind}?{asked}"


def _address_panel(visit: Visit, kind: str) -> Address | None:
    """Where the tables of a kind of panel are had: on the first page on which it stands."""
    places = ((page.key, place) for page in visit.dashboard.pages for place, use in enumerate(page.panels) if use.kind == kind)
    return next((address_on(*found) for found in places), None)


class Register:
    """Every question that pages ask of the server, each with the kind of panel it belongs to; nothing else is answered."""

    def __init__(self, app: Dash) -> None:
        """Begin with none."""
        self._app = app
        self.owners: dict[str, str] = {}
        self.readers: dict[str, Reader] = {}

    def on(
        self,
        kind: str,
        outputs: Any,  # noqa: ANN401 - one of Dash's own, or a list of them
        inputs: Sequence[object],
        states: Sequence[object] = (),
        *,
        reads: bool = False,
        **settings: Any,  # noqa: ANN401 - Dash's own settings
    ) -> Callable[..., Any]:
        """Answer a question; the function is given the visit first. `kind` is the panel's, empty for the frame's own.

        One that only `reads` is asked again for the tables in its answer; what it is told decides alone, not what was pressed. The tables in other
        answers are had from the page, under the name of the part that they went to.
        """
        places = tuple(output.component_id for output in (outputs if isinstance(outputs, list) else [outputs]))

        def take(answer: Callable[..., Any]) -> Callable[..., Any]:
            reader = Reader(kind, answer, places)

            @wraps(answer)
            def guarded(*told: object) -> object:
                visit = this_visit()
                found = answer(visit, *told)
                address = _address_answer(name, told) if reads else _address_panel(visit, kind)
                return reader.offer(found, address, visit.language) if address else found

            before = set(self._app.callback_map)
            self._app.callback(outputs, list(inputs), list(states), **settings)(guarded)
            name = next(iter(set(self._app.callback_map) - before))
            self.owners[name] = kind
            self.readers |= {name: reader} if reads else {}
            return answer

        return take

    def find_strays(self) -> list[str]:
        """Questions that were not entered here: they have no owner, and the program does not start with them."""
        return sorted((set(self._app.callback_map) | set(GLOBAL_CALLBACK_MAP)) - set(self.owners))


def connect_nothing(_register: Register) -> None:
    """A panel that asks nothing."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A kind of panel: its options in the file, how its finished view is read, how that is shown, and what it asks later."""

    kind: str
    options: type[Closed]
    load: Callable[[Visit, Any], Any]
    show: Callable[[Any, Visit], Component]
    connect: Callable[[Register], None] = field(default=connect_nothing)
