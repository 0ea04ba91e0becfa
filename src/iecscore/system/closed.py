"""What every schema of the content shares: closed, frozen, and worded in both languages."""

from typing import Annotated, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Key: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]


class Closed(BaseModel):
    """A frozen schema that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)


class Words(Closed):
    """One text in both languages; a missing translation is a fault."""

    en: str = Field(min_length=1, description="English wording")
    zh: str = Field(min_length=1, description="Chinese wording")

    def say(self, language: str) -> str:
        """The text in a language (`zh`, otherwise English)."""
        return self.zh if language == "zh" else self.en

    def both(self) -> tuple[str, str]:
        """Chinese first, as in the workbook's header rows."""
        return self.zh, self.en


class Interval(Closed):
    """Two ends, the lower first."""

    low: float
    high: float

    @classmethod
    def of(cls, ends: object) -> Self | object:
        """Accept `[low, high]` as people write it."""
        return {"low": ends[0], "high": ends[1]} if isinstance(ends, list) and len(ends) == 2 else ends  # noqa: PLR2004 - two ends
