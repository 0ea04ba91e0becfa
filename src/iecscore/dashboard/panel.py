"""What a kind of panel is, and the register of what its parts may ask of the server."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from dash import Dash
from dash._callback import GLOBAL_CALLBACK_MAP
from dash.development.base_component import Component

from iecscore.dashboard.visiting import Visit, this_visit
from iecscore.system.closed import Closed


class Register:
    """Every question that pages ask of the server, each with the kind of panel it belongs to; nothing else is answered."""

    def __init__(self, app: Dash) -> None:
        """Begin with none."""
        self._app = app
        self.owners: dict[str, str] = {}

    def on(self, kind: str, outputs: object, inputs: Sequence[object], states: Sequence[object] = (), **settings: Any) -> Callable[..., Any]:  # noqa: ANN401 - Dash's own settings
        """Answer a question; the function is given the visit first. `kind` is the panel's, empty for the frame's own."""

        def take(answer: Callable[..., Any]) -> Callable[..., Any]:
            @wraps(answer)
            def guarded(*told: object) -> object:
                return answer(this_visit(), *told)

            before = set(self._app.callback_map)
            self._app.callback(outputs, list(inputs), list(states), **settings)(guarded)
            self.owners |= dict.fromkeys(set(self._app.callback_map) - before, kind)
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
