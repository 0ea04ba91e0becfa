"""Charts as plain dictionaries: fifty times faster than figure objects, and all that the browser needs."""

from collections.abc import Sequence
from typing import Any, Final

from iecscore.views.profile import Row

INK: Final = "#1c2733"
MUTED: Final = "#5b6772"
LINE: Final = "#dfe4e8"
OWN: Final = "#0072b2"
PEERS: Final = "#c3cfd9"
FONT: Final = {"family": '"Inter","Segoe UI","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif', "size": 13, "color": INK}
SHORT: Final = 18


def lay_out(height: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own words
    """What all charts share."""
    shared = {"height": height, "font": FONT, "paper_bgcolor": "#ffffff", "plot_bgcolor": "#ffffff", "margin": {"l": 8, "r": 16, "t": 8, "b": 32}}
    return shared | {"showlegend": True, "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}, "hovermode": "closest"} | more


def draw_bands(rows: Sequence[Row], own: str, middle_half: str, median: str, full: float = 100.0) -> dict[str, Any]:
    """The own score of each row as a dot on its peers' middle half with a tick at the median; the first row on top."""
    names = [row.name if len(row.name) <= SHORT else f"{row.name[: SHORT - 1]}…" for row in rows]
    places = list(range(len(rows)))
    banded = [(place, row) for place, row in zip(places, rows, strict=True) if row.low is not None and row.high is not None]
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": middle_half,
        "y": [place for place, _ in banded],
        "base": [row.low for _, row in banded],
        "x": [(row.high or 0) - (row.low or 0) for _, row in banded],
        "width": 0.5,
        "marker": {"color": PEERS},
        "hoverinfo": "skip",
    }
    ticks = _dots(median, [(place, row.median) for place, row in banded], {"symbol": "line-ns", "size": 16, "line": {"width": 2, "color": INK}})
    dots = _dots(own, [(place, row.score) for place, row in zip(places, rows, strict=True)], {"size": 12, "color": OWN})
    axis = {"tickvals": places, "ticktext": names, "autorange": "reversed", "automargin": True, "zeroline": False, "fixedrange": True}
    across = {"range": [0, full], "gridcolor": LINE, "zeroline": False, "fixedrange": True}
    return {"data": [bars, ticks, dots], "layout": lay_out(90 + 34 * len(rows), xaxis=across, yaxis=axis)}


def _dots(name: str, points: Sequence[tuple[int, float | None]], marker: dict[str, Any]) -> dict[str, Any]:
    held = [(place, score) for place, score in points if score is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "y": [place for place, _ in held],
        "x": [score for _, score in held],
        "marker": marker,
    }
