"""The tables of the store: what was handed in, and what was made of it. Nothing is overwritten; a newer version stands beside the older."""

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
)

VERSION: Final = 4
metadata: Final = MetaData()

meta: Final = Table("meta", metadata, Column("key", String(40), primary_key=True), Column("value", String(200), nullable=False))

rounds: Final = Table(
    "rounds",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("state", String(20), nullable=False),
    Column("opened_at", DateTime(timezone=True), nullable=False),
)

files: Final = Table(
    "files",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("schema", String(64), nullable=False, server_default=""),
    Column("imported_at", DateTime(timezone=True), nullable=False),
    Column("imported_by", String(100), nullable=False),
)

# One part of one file: the tables of a submitter, or the answers of a unit. `schema` is the digest of what reading it depended on,
# `whole` tells that it came in a workbook of the whole unit.
batches: Final = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", ForeignKey("files.id"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("year", ForeignKey("rounds.year"), nullable=False),
    Column("part", String(60), nullable=False),
    Column("member", String(100), nullable=False),
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("content", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("payload", LargeBinary),
    Column("schema", String(64), nullable=False, server_default=""),
    Column("whole", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("kind", "unit", "year", "part", "member", "version"),
)
Index("batches_current", batches.c.year, batches.c.current)

# The units as the members' and units' tables told them, by round.
units: Final = Table(
    "units",
    metadata,
    Column("year", ForeignKey("rounds.year"), primary_key=True),
    Column("level", String(60), primary_key=True),
    Column("unit", String(200), primary_key=True),
    Column("name", String(400), nullable=False),
    Column("profile", String(60), nullable=False),
    Column("parent", String(100), nullable=False),
)

problems: Final = Table(
    "problems",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("batch", ForeignKey("batches.id"), nullable=False, index=True),
    Column("code", String(60), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("file", String(255), nullable=False),
    Column("sheet", String(100), nullable=False),
    Column("cell", String(20), nullable=False),
    Column("line", Integer, nullable=False),
    Column("key", String(200), nullable=False),
    Column("parameters", JSON, nullable=False),
)

evaluations: Final = Table(
    "evaluations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("level", String(60), nullable=False),
    Column("year", Integer, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("order", Integer, nullable=False, unique=True),
    Column("options", JSON, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

# How sure the ranks of an evaluation are; `scenarios` is the file beside the database that holds score and rank of each scenario.
assessments: Final = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("evaluation", ForeignKey("evaluations.id"), nullable=False, index=True),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("order", Integer, nullable=False, unique=True),
    Column("brief", Boolean, nullable=False),
    Column("scenarios", String(100), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

evaluated_batches: Final = Table(
    "evaluated_batches",
    metadata,
    Column("evaluation", ForeignKey("evaluations.id"), primary_key=True),
    Column("batch", ForeignKey("batches.id"), primary_key=True),
)

# The values and ranks of an evaluation, to be asked for by SQL; the record holds everything.
indicator_values: Final = Table(
    "indicator_values",
    metadata,
    Column("evaluation", ForeignKey("evaluations.id"), primary_key=True),
    Column("unit", String(200), primary_key=True),
    Column("indicator", String(60), primary_key=True),
    Column("value", Float),
    Column("status", String(20), nullable=False),
    Column("reason", String(60), nullable=False),
    Column("coverage", Float, nullable=False),
)

ranks: Final = Table(
    "ranks",
    metadata,
    Column("evaluation", ForeignKey("evaluations.id"), primary_key=True),
    Column("unit", String(200), primary_key=True),
    Column("league", String(200), nullable=False),
    Column("score", Float),
    Column("rank", Integer),
    Column("lowest_rank", Integer),
    Column("tier", String(60), nullable=False),
)

audit: Final = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("by", String(100), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(400), nullable=False),
    Column("detail", JSON, nullable=False),
)

# People who sign in: `role` is the key of a dashboard, `scope` what of it they see; `password` is an argon2 hash.
users: Final = Table(
    "users",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("role", String(60), nullable=False),
    Column("scope", String(200), nullable=False),
    Column("password", String(200), nullable=False),
    Column("disabled", Boolean, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("made_by", String(100), nullable=False),
)

# Who is signed in: the digest of the token in their browser, never the token.
sessions: Final = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False, index=True),
    Column("csrf", String(64), nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
)

attempts: Final = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("address", String(60), nullable=False),
)

# Work that outlasts a page: who asked for what, how far it is, whether it still lives (`beat_at`), and what came of it.
jobs: Final = Table(
    "jobs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("state", String(20), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("asked_by", String(100), nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("started_at", DateTime(timezone=True)),
    Column("beat_at", DateTime(timezone=True)),
    Column("detail", JSON, nullable=False),
    Column("result", String(400), nullable=False),
    Column("problem", JSON),
)

# What others than the agency see: the latest row of an evaluation holds.
published: Final = Table(
    "published",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("evaluation", ForeignKey("evaluations.id"), nullable=False, index=True),
    Column("state", String(20), nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("reason", String(1000), nullable=False),
)

# The one partition of a round's units into groups of peers, fixed when the first evaluation of it is published.
peer_groups: Final = Table(
    "peer_groups",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("level", String(60), primary_key=True),
    Column("unit", String(200), primary_key=True),
    Column("cell", String(400), nullable=False),
)

# What was handed in on a page, kept as it came until somebody decides on it. `scope` is the unit it was handed in for, empty where those who see
# everything did; `part` is the part, `whole` or `answers`; `previewed` the digest of the figures shown before, `changed` the cells changed since.
# A number is never given twice: a page left open must not hand in another file than it shows.
submissions: Final = Table(
    "submissions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", String(200), nullable=False, index=True),
    Column("level", String(60), nullable=False),
    Column("unit", String(100), nullable=False),
    Column("year", Integer, nullable=False),
    Column("part", String(60), nullable=False),
    Column("member", String(100), nullable=False),
    Column("file", String(255), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("rows", Integer, nullable=False),
    Column("data", LargeBinary),
    Column("payload", LargeBinary),
    Column("problems", JSON, nullable=False),
    Column("state", String(20), nullable=False, index=True),
    Column("by", String(100), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("submitted_at", DateTime(timezone=True)),
    Column("decided_by", String(100), nullable=False, server_default=""),
    Column("decided_at", DateTime(timezone=True)),
    Column("reason", String(1000), nullable=False, server_default=""),
    Column("previewed", String(64), nullable=False, server_default=""),
    Column("previewed_at", DateTime(timezone=True)),
    Column("changed", Integer),
    sqlite_autoincrement=True,
)
