"""How the cells of a column are understood: code, Chinese or English wording all the same."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from iecscore.problems import NOWHERE, Problem, error
from iecscore.sheets import Raw, parse_boolean, parse_date, parse_number, parse_text, same_key, show
from iecscore.system.loading_names import find_nearest, list_known
from iecscore.system.model import System
from iecscore.system.tables import Column, ColumnType, Dictionary, Role
from iecscore.values import Read
from iecscore.workbook.choices import BETWEEN

Parser: TypeAlias = Callable[[Raw], Read[Any]]
STRICT_SPLIT, LOOSE_SPLIT = re.compile(r"[;；\n]"), re.compile(r"[;；\n、,，/]")
CAPITALS: Final = frozenset({"credit_code"})


def make_parser(system: System, column: Column, *, epoch_1904: bool = False) -> Parser:
    """The parser of a column; it is given cells that hold something."""
    if column.dictionary:
        parse = _parse_codes if column.type is ColumnType.CODES else _parse_code
        return partial(parse, system.dictionaries[column.dictionary], word_codes(system, column))
    if column.type in {ColumnType.NUMBER, ColumnType.MONEY}:
        return partial(parse_number, unit=column.unit.zh if column.unit else "")
    if column.type is ColumnType.DATE:
        return partial(parse_date, epoch_1904=epoch_1904)
    plain: dict[ColumnType, Parser] = {ColumnType.INTEGER: _parse_integer, ColumnType.BOOLEAN: parse_boolean, ColumnType.REFERENCE: _parse_reference}
    return plain.get(column.type, partial(_parse_text, column))


def word_codes(system: System, column: Column) -> dict[str, str]:
    """Every way the codes of a column may be written, and the code meant."""
    words = system.dictionaries[column.dictionary].codes if column.dictionary else {}
    told = {same_key(form): code for code, word in words.items() for form in (f"{code}{word.zh}", f"{code}{word.en}", word.en, word.zh)}
    return told | {same_key(code): code for code in words}


def _parse_text(column: Column, raw: Raw) -> Read[str]:
    read = parse_text(raw, code=column.role is Role.KEY or bool(column.pattern or column.format))
    return Read(read.result.upper()) if read.result and column.format in CAPITALS else read


def _parse_reference(raw: Raw) -> Read[str]:
    read = parse_text(raw, code=True)
    return Read(read.result.partition(BETWEEN)[0]) if read.result else read


def _parse_integer(raw: Raw) -> Read[int]:
    read = parse_number(raw)
    if read.result is None:
        return Read(None, read.problems)
    if read.result != read.result.to_integral_value():
        return Read(None, (error("workbook.not_whole", NOWHERE, told=show(raw.value)),))
    return Read(int(read.result))


def _parse_code(dictionary: Dictionary, words: dict[str, str], raw: Raw) -> Read[str]:
    read = parse_text(raw, code=True)
    if read.result is None:
        return read
    code = words.get(same_key(read.result))
    return Read(code) if code else Read(None, (_refuse(dictionary, read.result),))


def _parse_codes(dictionary: Dictionary, words: dict[str, str], raw: Raw) -> Read[tuple[str, ...]]:
    read = parse_text(raw, code=True) if not isinstance(raw.value, str) else Read(raw.value)
    if read.result is None:
        return Read(None, read.problems)
    pieces = _split(STRICT_SPLIT, read.result)
    if not all(same_key(piece) in words for piece in pieces):
        pieces = _split(LOOSE_SPLIT, read.result)
    strangers = tuple(_refuse(dictionary, piece) for piece in pieces if same_key(piece) not in words)
    codes = tuple(dict.fromkeys(words[same_key(piece)] for piece in pieces if same_key(piece) in words))
    return Read(None, strangers) if strangers else Read(codes or None)


def _split(separator: re.Pattern[str], text: str) -> list[str]:
    return [piece.strip() for piece in separator.split(text) if piece.strip()]


def _refuse(dictionary: Dictionary, told: str) -> Problem:
    words = {language: [word.say(language) for word in dictionary.codes.values()] for language in ("en", "zh")}
    nearest = find_nearest(told, (*words["zh"], *words["en"], *dictionary.codes))
    known = {f"known_{language}": list_known(listed) for language, listed in words.items()}
    names = {"list_en": dictionary.name.en, "list_zh": dictionary.name.zh}
    return error("workbook.unknown_code", NOWHERE, told=show(told), nearest=nearest, **names, **known)
