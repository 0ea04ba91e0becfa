"""What an audience's pages are: the schema of `dashboards/<audience>/dashboard.yaml`."""

from typing import Any

from pydantic import Field

from iecscore.system.closed import Closed, Key, Words
from iecscore.values import Sight


class PanelUse(Closed):
    """A panel on a page."""

    kind: str = Field(min_length=1, description="Kind of panel, by its name")
    name: Words | None = Field(default=None, description="Heading; without one the panel stands by itself")
    options: dict[str, Any] = Field(default={}, description="What the kind of panel is told; each kind has its own")


class Page(Closed):
    """A page: its address, its heading, and the panels on it from top to bottom."""

    key: Key = Field(description="Address of the page, and its name in the file")
    name: Words = Field(description="Heading, and wording in the navigation")
    lead: Words = Field(description="What the page is for, in a sentence")
    panels: tuple[PanelUse, ...] = Field(min_length=1, description="Panels from top to bottom")


class Dashboard(Closed):
    """The pages of one audience, in the order of its navigation."""

    key: Key = Field(description="Role of the accounts that see these pages; also the name of the folder")
    name: Words = Field(description="What the audience is called")
    sees: Sight = Field(description="Which evaluations: all of them, the published ones, or the own unit in the published ones")
    scope: str = Field(
        default="", description="Column (`table.column`) of whose values an account may be given one, so that it sees those units only"
    )
    pages: tuple[Page, ...] = Field(min_length=1, description="Pages in the order of the navigation")

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of panels that stand on some page."""
        return frozenset(panel.kind for page in self.pages for panel in page.panels)

    def find_page(self, key: str) -> Page | None:
        """A page by its key; the first where none is named."""
        return next((page for page in self.pages if page.key == key), None) if key else self.pages[0]

    def find_panel(self, kind: str, level: str) -> str:
        """The key of the first page on which a kind of panel shows a level; empty where there is none."""
        return next((page.key for page in self.pages for use in page.panels if use.kind == kind and use.options.get("level") == level), "")
