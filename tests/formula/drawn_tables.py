"""Tables to name in formulas: readers' club with one row a unit, its members, and rows of every kind."""

from iecscore.system.tables import Column, ColumnType, Role, Table, Time

WORDS = {"en": "Drawn", "zh": "虚构"}


def draw_table(key: str, time: Time, keys: str, owner: str = "", **columns: str) -> Table:
    """A table; each column is told by its type, `!` marks one whose blank is unknown."""
    made = {
        code: Column(
            name=WORDS,
            type=ColumnType(kind.strip("!")),
            role=Role.FORMULA,
            required=kind.endswith("!"),
            dictionary="codes" if "code" in kind else None,
        )
        for code, kind in columns.items()
    }
    return Table(key=key, number="01", name=WORDS, grain=WORDS, time=time, keys=tuple(keys.split()), owner=owner or None, columns=made)


TABLES = {
    table.key: table
    for table in (
        draw_table("club", Time.STATE, "club_id", club_id="text!", kind="code!", seats="integer!", fields="codes"),
        draw_table("member", Time.STATE, "member_id", owner="member_id", member_id="text!", type="code!", joined="date", left="date"),
        draw_table(
            "work",
            Time.YEAR,
            "member_id year",
            owner="member_id",
            member_id="reference!",
            year="integer!",
            hours="number!",
            pay="money",
            done="boolean!",
            field="code",
            started="date",
            ended="date",
            n="integer",
        ),
        draw_table("wish", Time.DATED, "wish_id", wish_id="text!", n="integer!", field="code!", asked="date!"),
        draw_table("plan", Time.YEAR, "year field", year="integer!", field="code!", hours="number!", day="date"),
    )
}
