"""Where the content lies: indicator systems, surveys and dashboards."""

import os
from importlib.resources import files
from pathlib import Path

from iecscore.problems import Misuse, error


def content_folder(kind: str, name: str, given: Path | None = None) -> Path:
    """Find `kind/name` (`indicators/iec`): option, environment, an ancestor folder, the wheel, the checkout."""
    for root in _roots(given):
        folder = root / kind / name
        if folder.is_dir():
            return folder
    raise Misuse(error("content.not_found", kind=kind, name=name, known=", ".join(list_systems(kind, given))))


def list_systems(kind: str = "indicators", given: Path | None = None) -> tuple[str, ...]:
    """Name the folders of a kind in every root."""
    found = {path.name for root in _roots(given) if (root / kind).is_dir() for path in (root / kind).iterdir() if path.is_dir()}
    return tuple(sorted(found))


def _roots(given: Path | None) -> list[Path]:
    if given:
        return [given]
    if told := os.environ.get("IECSCORE_CONTENT"):
        return [Path(told)]
    here = Path.cwd()
    package = Path(str(files("iecscore")))
    ancestors = [folder for folder in (here, *here.parents) if (folder / "indicators").is_dir()]
    return [*ancestors[:1], package / "_content", package.parent.parent]
