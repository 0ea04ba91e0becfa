"""The administrative tables: what people fill in, column by column."""

from enum import StrEnum

from pydantic import Field

from iecscore.system.closed import Closed, Key, Words


class ColumnType(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    CODE = "code"
    CODES = "codes"
    REFERENCE = "reference"


class Role(StrEnum):
    """What a column is for; a column without a role does not exist."""

    FORMULA = "formula"
    KEY = "key"
    CHECK = "check"
    CONTEXT = "context"


class Time(StrEnum):
    """How a table's rows stand in time."""

    YEAR = "year"
    DATED = "dated"
    STATE = "state"


class Column(Closed):
    """One column of a table."""

    name: Words = Field(description="Header in both languages")
    type: ColumnType = Field(description="What a cell holds")
    role: Role = Field(description="What the column is for: used by a formula, key, check or context")
    required: bool | str = Field(default=False, description="true, false, or a condition on the row under which a value is required")
    blank: str | None = Field(
        default=None, pattern="^(unknown|nothing)$", description="What a blank cell means; by default `unknown` where required, else `nothing`"
    )
    unit: Words | None = Field(default=None, description="Unit, shown in the rule row")
    dictionary: Key | None = Field(default=None, description="Dictionary of a coded column")
    subset_of: str | None = Field(default=None, description="`table.column` that lists the codes allowed for this unit")
    refers: str | None = Field(default=None, description="`table.column` a reference points at")
    refers_where: str | None = Field(default=None, description="Condition the row referred to must meet")
    minimum: float | None = Field(default=None, description="Least value accepted")
    maximum: float | None = Field(default=None, description="Greatest value accepted")
    plausible: tuple[float, float] | None = Field(default=None, description="Outside these ends the value is stored with a query")
    pattern: str | None = Field(default=None, description="Regular expression a text must match in full")
    length: tuple[int, int] | None = Field(default=None, description="Least and greatest number of characters")
    format: str | None = Field(
        default=None, pattern="^(credit_code|province|city|programme_code)$", description="A named format with a check of its own"
    )
    unique: bool = Field(default=False, description="No two rows of a unit may share the value")
    scope: str = Field(
        default="unit", pattern="^(unit|organisation)$", description="`organisation`: the same fact wherever the organisation is told of"
    )
    derived: str | None = Field(default=None, description="Expression that computes the column; it is not in the workbook")
    frozen_after: str | None = Field(
        default=None, description="Date column; once the date is past, at the end of the round, the value may not change"
    )
    note: Words | None = Field(default=None, description="What to enter, in a sentence; shown with the cell")

    @property
    def blank_is_unknown(self) -> bool:
        """Whether a row with this cell blank is an incomplete row."""
        return self.blank == "unknown" if self.blank else self.required is True


class RowCheck(Closed):
    """A condition every row must meet; a row with a blank in it passes."""

    rule: str = Field(description="Condition in the formula language over the row's columns")
    severity: str = Field(default="error", pattern="^(error|query)$", description="error refuses the part, query is stored with it")
    cell: Key = Field(description="Column whose cell is named")
    text: Words = Field(description="What is wrong and what to do")


class Table(Closed):
    """One sheet of the administrative workbook."""

    key: Key = Field(description="Table code, used in formulas")
    number: str = Field(pattern="^[0-9]{2}$", description="Sheet number")
    name: Words = Field(description="Sheet name in both languages")
    grain: Words = Field(description="What one row is")
    time: Time = Field(description="year: rows of a year; dated: a register whose rows carry dates; state: as of the round")
    keys: tuple[Key, ...] = Field(description="Columns that together identify a row within a unit")
    years_ahead: int = Field(default=0, ge=0, description="Years after the round's that rows may tell of (forecasts)")
    owner: Key | None = Field(default=None, description="Column that ties a row to the member it belongs to")
    columns: dict[Key, Column] = Field(description="Columns, in the order of the sheet")
    checks: tuple[RowCheck, ...] = Field(default=(), description="Conditions on each row")

    @property
    def entered(self) -> dict[str, Column]:
        """The columns people fill in."""
        return {code: column for code, column in self.columns.items() if column.derived is None}

    @property
    def sheet(self) -> str:
        """The sheet's title in the workbook."""
        return f"{self.number} {self.name.zh}"


class CrossCheck(Closed):
    """A relation between sums over tables, per member and year, per unit and year, or between rounds."""

    key: Key
    left: str = Field(
        description="`sum(table.column)`, `count(table)` or `owners(table, table.column, ...)` (distinct members named by owner or column)"
    )
    right: str = Field(description="As left; `sum(previous.table.column)` is last year's figure as told in an earlier round")
    by: str = Field(
        pattern="^(member|unit)$",
        description="Compared per member and year, or per unit and year: once all who fill the tables have told them, for a query `row_coverage`",
    )
    relation: str = Field(default="equal", pattern="^(equal|at_most)$", description="How left must stand to right")
    where: dict[Key, str] = Field(default={}, description="Per table, the condition a row must meet to count; a blank in it counts as false")
    within: float = Field(default=0.0, description="Relative tolerance, as a share of right")
    severity: str = Field(default="query", pattern="^(error|query)$")
    cell: str = Field(description="`table.column` whose cell is named")
    text: Words


class Dictionary(Closed):
    """Codes and their wording."""

    key: Key
    name: Words
    codes: dict[str, Words]
    classes: dict[str, str] = Field(default={}, description="A grouping of the codes, where there is one")


class Lookup(Closed):
    """A table from one code to another, versioned."""

    key: Key
    name: Words
    version: str
    source: str
    entries: dict[str, str]


class Deflator(Closed):
    """A price index; money is divided by it to be in prices of the base year."""

    name: Words
    base: int
    source: str
    index: dict[int, float]
