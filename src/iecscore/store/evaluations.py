"""Finished evaluations: the whole record, and its values and ranks as rows."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from iecscore.records import from_json
from iecscore.store.batches import ANSWERS, WORKBOOK, choose
from iecscore.store.packing import pack, unpack
from iecscore.store.remembering import Memory, address_of
from iecscore.store.schema import evaluated_batches, evaluations, indicator_values, ranks
from iecscore.store.seeing import Index, index_evaluation
from iecscore.values import Evaluation, Options

MOST_KEPT: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """An evaluation as it is listed."""

    id: str
    level: str
    year: int
    made_at: datetime
    made_by: str
    options: Options


def save_evaluation(connection: Connection, evaluation: Evaluation, by: str) -> bool:
    """Keep an evaluation with the batches it was made of; the same one made again becomes the latest, of those in force. True where it is new."""
    order = int(connection.execute(select(func.coalesce(func.max(evaluations.c.order), 0))).scalar_one()) + 1
    year = int(evaluation.options.round)
    if connection.execute(select(evaluations.c.id).where(evaluations.c.id == evaluation.id)).scalar():
        connection.execute(evaluations.update().where(evaluations.c.id == evaluation.id).values(order=order))
        connection.execute(delete(evaluated_batches).where(evaluated_batches.c.evaluation == evaluation.id))
        _save_sources(connection, evaluation.id, year)
        return False
    connection.execute(
        insert(evaluations).values(
            id=evaluation.id,
            level=evaluation.options.level,
            year=year,
            made_at=datetime.now(UTC),
            made_by=by,
            order=order,
            options=asdict(evaluation.options),
            record=pack(evaluation),
        )
    )
    _save_sources(connection, evaluation.id, year)
    _save_figures(connection, evaluation)
    return True


def _save_sources(connection: Connection, evaluation: str, year: int) -> None:
    chosen = [choose(year, WORKBOOK), choose(year, ANSWERS, earlier=False)]
    rows = [{"evaluation": evaluation, "batch": batch} for query in chosen for batch in connection.execute(query).scalars()]
    if rows:
        connection.execute(insert(evaluated_batches), rows)


def _save_figures(connection: Connection, evaluation: Evaluation) -> None:
    values = [
        {
            "evaluation": evaluation.id,
            "unit": item.unit,
            "indicator": item.indicator,
            "value": item.value,
            "status": str(item.status),
            "reason": item.reason,
            "coverage": item.coverage,
        }
        for item in evaluation.values
    ]
    places = [
        {
            "evaluation": evaluation.id,
            "unit": row.unit,
            "league": " ".join(row.league),
            "score": row.score,
            "rank": row.rank,
            "lowest_rank": row.lowest_rank,
            "tier": row.tier,
        }
        for row in evaluation.ranking
    ]
    connection.execute(insert(indicator_values), values)
    connection.execute(insert(ranks), places)


def list_evaluations(connection: Connection, level: str = "", year: int = 0) -> tuple[Made, ...]:
    """The evaluations of a level and round, the latest first; of all levels or rounds where none is named."""
    told = select(evaluations).order_by(evaluations.c.order.desc())
    told = told.where(evaluations.c.level == level) if level else told
    told = told.where(evaluations.c.year == year) if year else told
    return tuple(
        Made(row["id"], row["level"], row["year"], row["made_at"], row["made_by"], from_json(Options, row["options"]))
        for row in connection.execute(told).mappings()
    )


def load_evaluation(connection: Connection, identity: str) -> Evaluation | None:
    """An evaluation by its id or the beginning of it; nothing where there is none, or more than one."""
    found = connection.execute(select(evaluations.c.id).where(evaluations.c.id.startswith(identity, autoescape=True)).limit(2)).scalars().all()
    return _load(connection, found[0]) if len(found) == 1 else None


def _load(connection: Connection, identity: str) -> Evaluation:
    record = select(evaluations.c.record).where(evaluations.c.id == identity)
    return OPENED.recall(address_of(connection, identity), lambda: unpack(Evaluation, connection.execute(record).scalar_one()))


def load_index(connection: Connection, evaluation: Evaluation) -> Index:
    """Where each unit stands in an evaluation that was loaded whole."""
    return INDEXED.recall(address_of(connection, evaluation.id), lambda: index_evaluation(evaluation))


def _weigh(evaluation: Evaluation) -> int:
    return len(evaluation.values) + len(evaluation.nodes) + len(evaluation.contributions)


OPENED: Final = Memory[Evaluation](MOST_KEPT, _weigh)
INDEXED: Final = Memory[Index](MOST_KEPT, lambda index: sum(len(rows) for parts in index.values() for rows in parts.values()))
