"""Build worked cases from what their files say; whatever is wrong is named with its place."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import NamedTuple, TypeAlias

from iecscore.arithmetic.cases import FIGURES, GENERAL, KINDS, OPTIONAL, SHAPES, WORDS, Case, Expectation, Told
from iecscore.arithmetic.evaluating import work_out
from iecscore.problems import Place, Problem, error

Path: TypeAlias = tuple[str | int, ...]
Locate: TypeAlias = Callable[[Path], Place]


class CasesRead(NamedTuple):
    """The cases of a file that are whole, and every problem met."""

    cases: tuple[Case, ...]
    problems: tuple[Problem, ...]


def read_cases(data: object, locate: Locate) -> CasesRead:
    """Build the cases of one file; `locate` names the place of a key path."""
    items = data.get("cases") if isinstance(data, Mapping) else None
    if not isinstance(items, list) or not items:
        return CasesRead((), (error("check.no_cases", locate(())),))
    builders = [_Builder(item, ("cases", number), locate) for number, item in enumerate(items)]
    return CasesRead(
        tuple(case for builder in builders if (case := builder.build())), tuple(problem for builder in builders for problem in builder.problems)
    )


class _Builder:
    """Builds one case and collects what is wrong with it."""

    def __init__(self, item: object, path: Path, locate: Locate) -> None:
        self.item: Mapping[str, object] = item if isinstance(item, Mapping) else {}
        self.path, self.locate = path, locate
        self.problems: list[Problem] = []
        self.kind = str(self.item.get("kind", "values"))

    def build(self) -> Case | None:
        """The case, or nothing when something is wrong with it."""
        if self.kind not in KINDS:
            self._add("check.unknown_kind", ("kind",), kind=self.kind, nearest=_nearest(self.kind, KINDS), known=", ".join(KINDS))
            return None
        self._check_keys()
        if self.problems:
            return None
        case = self._fill()
        if not case.expect and not self.problems:
            self._add("check.no_expectation", ())
        return None if self.problems else case

    def _check_keys(self) -> None:
        allowed = (*GENERAL, *KINDS[self.kind], *OPTIONAL.get(self.kind, ()))
        for key in self.item:
            if key not in allowed:
                self._add("check.unknown_key", (key,), key=str(key), kind=self.kind, nearest=_nearest(str(key), allowed))
        for key in ("name", *KINDS[self.kind]):
            if key not in self.item:
                self._add("check.missing_key", (), key=key, kind=self.kind)
        for key, (types, shape) in SHAPES.items():
            value = self.item.get(key, types[0]())
            if isinstance(value, bool) or not isinstance(value, types):
                self._add("check.wrong_shape", (key,), key=key, shape=shape)
        name = self.item.get("name")
        for language in ("en", "zh"):
            if "name" in self.item and not (isinstance(name, Mapping) and name.get(language)):
                self._add("check.missing_translation", ("name",), language=language)

    def _fill(self) -> Case:
        name = self.item["name"]
        assert isinstance(name, Mapping)  # noqa: S101 - `_check_keys` saw to it
        case = Case(str(name["en"]), str(name["zh"]), self.kind, self.locate(self.path), str(self.item.get("source", "")), given=self.item)
        if self.kind == "values":
            return self._fill_values(case)
        if self.kind == "score":
            return replace(case, expect=tuple(self._scores()), profile=str(self.item.get("profile", "")))
        if self.kind == "format":
            return replace(case, expect=tuple(self._codes()))
        return replace(case, expect=tuple(self._expected(self.kind, self.item["expect"], ("expect",))))

    def _fill_values(self, case: Case) -> Case:
        year = self.item["year"]
        assert isinstance(year, int)  # noqa: S101 - `_check_keys` saw to it
        return replace(
            case,
            level=str(self.item["level"]),
            unit=str(self.item["unit"]),
            profile=str(self.item.get("profile", "")),
            year=year,
            told=(*self._earlier(), *self._tables(self.item.get("tables", {}), year, ("tables",))),
            answers={str(group): self._rows(rows, ("answers", group)) for group, rows in self._mapping("answers").items()},
            expect=tuple(self._indicators()),
        )

    def _earlier(self) -> Iterator[Told]:
        for year, tables in self._mapping("earlier").items():
            if isinstance(year, int):
                yield from self._tables(tables, year, ("earlier", year))
            else:
                self._add("check.wrong_shape", ("earlier", year), key=str(year), shape="2024: {table: [...]}")

    def _tables(self, tables: object, year: int, path: Path) -> Iterator[Told]:
        if not isinstance(tables, Mapping):
            self._add("check.wrong_shape", path, key=str(path[-1]), shape="{table: [{column: value}]}")
            return
        for table, rows in tables.items():
            yield Told(year, str(table), self._rows(rows, (*path, table)), self.locate((*self.path, *path, table)))

    def _rows(self, rows: object, path: Path) -> tuple[Mapping[str, object], ...]:
        if isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows):
            return tuple({str(column): value for column, value in row.items()} for row in rows)
        if isinstance(rows, Mapping) and set(rows) == {"columns", "rows"} and _are_names(rows["columns"]) and isinstance(rows["rows"], list):
            return tuple(self._row(rows["columns"], row, (*path, "rows", number)) for number, row in enumerate(rows["rows"]))
        self._add("check.wrong_shape", path, key=str(path[-1]), shape="[{column: value}] / {columns: [...], rows: [[...]]}")
        return ()

    def _row(self, columns: list[str], row: object, path: Path) -> Mapping[str, object]:
        if isinstance(row, list) and len(row) == len(columns):
            return dict(zip(columns, row, strict=True))
        self._add("check.row_length", path, wanted=len(columns), found=len(row) if isinstance(row, list) else 0)
        return {}

    def _indicators(self) -> Iterator[Expectation]:
        for indicator, wanted in self._mapping("expect").items():
            yield from self._expected(str(indicator), wanted, ("expect", indicator))

    def _expected(self, subject: str, wanted: object, path: Path) -> Iterator[Expectation]:
        if not isinstance(wanted, Mapping) or not wanted:
            self._add("check.wrong_shape", path, key=str(path[-1]), shape='{value: "...", score: "..."}')
            return
        for quantity, text in wanted.items():
            if quantity in FIGURES | WORDS:
                yield self._expectation(subject, quantity, text, (*path, quantity))
            else:
                known = sorted(FIGURES | WORDS)
                self._add("check.unknown_key", (*path, quantity), key=str(quantity), kind=self.kind, nearest=_nearest(str(quantity), known))

    def _scores(self) -> Iterator[Expectation]:
        for number, pair in enumerate(self._given_list("scores")):
            path: Path = ("scores", number)
            if isinstance(pair, Mapping) and set(pair) == {"value", "score"}:
                value = self._expectation(str(self.item["indicator"]), "value", pair["value"], (*path, "value"))
                yield self._expectation(value.text, "score", pair["score"], (*path, "score"))
            else:
                self._add("check.wrong_shape", path, key="scores", shape='[{value: "0.75", score: "..."}]')

    def _codes(self) -> Iterator[Expectation]:
        for verdict in ("accepted", "refused"):
            for number, code in enumerate(self._given_list(verdict)):
                yield Expectation(str(code), "accepted", "yes" if verdict == "accepted" else "no", self._place((verdict, number)))

    def _expectation(self, subject: str, quantity: str, text: object, path: Path) -> Expectation:
        written = ", ".join(map(str, text)) if isinstance(text, list) else str(text)
        fault = work_out(written) if quantity in FIGURES and written.strip().lower() != "none" else None
        if isinstance(fault, Problem):
            self._add(fault.code, path, **fault.words)
        return Expectation(subject, quantity, written, self._place(path))

    def _mapping(self, key: str) -> Mapping[str, object]:
        found = self.item.get(key, {})
        if isinstance(found, Mapping):
            return found
        self._add("check.wrong_shape", (key,), key=key, shape="{...}")
        return {}

    def _given_list(self, key: str) -> list[object]:
        found = self.item.get(key)
        return found if isinstance(found, list) else []

    def _place(self, path: Path) -> Place:
        return self.locate((*self.path, *path))

    def _add(self, code: str, path: Path, **parameters: str | float) -> None:
        self.problems.append(error(code, self._place(path), **parameters))


def _are_names(columns: object) -> bool:
    return isinstance(columns, list) and all(isinstance(column, str) for column in columns)


def _nearest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    return next(iter(get_close_matches(word, names, 1, 0.4)), names[0])
