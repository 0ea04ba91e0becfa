"""Understand the cells of answers: ratings, options, members, figures. What is not sure is asked back, never guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple, TypeAlias

from iecscore.problems import Problem, Severity, query
from iecscore.responses.answers import OUTSIDE, UNKNOWN
from iecscore.sheets import Raw, Told, parse_number, same_key, show, tidy_code, tidy_text
from iecscore.survey import NOT_KNOWN, Item, ItemType, Survey
from iecscore.system.closed import Words
from iecscore.system.loading_names import list_known
from iecscore.system.model import System
from iecscore.text import LANGUAGES

SKIPPED: Final = frozenset({"", "(跳过)", "-2", "-3"})
NUMBERED: Final = re.compile(r"([A-Za-z0-9]+)[\s.、:=)-]*(.+)")
WHOLE: Final = re.compile(r"(-?\d+)\.0+")
CODE_FIRST: Final = re.compile(r"([A-Za-z0-9_.-]+)(?:\s.*)?")
ANY_CODE: Final = r"[A-Za-z0-9_.-]+"
NO_MEMBER: Final = re.compile(r"(?:其他|其它|other)(?:\s*:\s*(.*))?", re.IGNORECASE)
BETWEEN: Final = re.compile(r"[;┋|\n]")
LOOSELY: Final = re.compile(r"[,、/]")
MINUTES: Final = re.compile(r"(?:(\d+)\s*(?:分钟?|min))?\s*(?:(\d+(?:\.\d+)?)\s*(?:秒|s)?)?")
LONGEST_SECONDS: Final = 1e9


class Parsed(NamedTuple):
    """What a cell says, and what is to be asked about it."""

    value: object = None
    fault: Problem | None = None


class Directory(NamedTuple):
    """From a member's code or name, as compared, to its code; and what codes look like."""

    codes: Mapping[str, str]
    form: str = ANY_CODE

    def find(self, text: str) -> str | None:
        """The code of a member named by code, name, or both; a code that is not listed is taken as it stands."""
        first = text.partition(" ")[0]
        listed = self.codes.get(same_key(text)) or self.codes.get(same_key(first))
        is_code = re.fullmatch(self.form, first) and (first == text or re.search(r"\d", first))
        return listed or (first if is_code else None)


Parser: TypeAlias = Callable[[Told], Parsed]
BLANK: Final = Parsed()


def parser_of(system: System, survey: Survey, item: Item, directory: Directory) -> Parser:
    """How the cells of an item are read."""
    if item.type is ItemType.TEXT:
        return _read_text
    if item.type in {ItemType.NUMBER, ItemType.SHARES}:
        return lambda told: _read_number(told, item)
    if item.type is ItemType.MEMBER:
        return lambda told: _read_members(told, item, directory)
    if item.type is ItemType.LISTED and not item.dictionary:
        return _read_code
    options = system.dictionaries[item.dictionary].codes if item.dictionary else survey.options_of(item)
    known = Choices.of(options)
    if item.type is ItemType.MULTI:
        return lambda told: _read_several(told, known, item.most)
    return (lambda told: _read_rating(told, known)) if item.rated else (lambda told: _read_choice(told, known))


class Choices(NamedTuple):
    """The answers an item offers: what each code and wording, as compared, stands for."""

    codes: Mapping[str, str]
    options: Mapping[str, Words]

    @classmethod
    def of(cls, options: Mapping[str, Words]) -> "Choices":
        """Codes and both wordings; of this item only, since “fair” is 2 on one scale and 3 on another."""
        worded = {same_key(text): code for code, words in options.items() for text in words.both()}
        return cls(worded | {same_key(code): code for code in options}, options)

    def refuse(self, told: Told) -> Parsed:
        """A cell that is none of them."""
        offered = {f"offered_{lang}": list_known(f"{code} {words.say(lang)}" for code, words in self.options.items()) for lang in LANGUAGES}
        return Parsed(None, query("responses.not_an_answer", told=show(told), **offered))

    def find(self, text: str) -> str | None:
        """The code of `4`, `agree` or `4 agree`; nothing where number and wording differ."""
        whole = self.codes.get(same_key(text))
        if whole is not None or not (parts := NUMBERED.fullmatch(text)):
            return whole
        key = same_key(parts[2])
        number, wording = self.codes.get(same_key(parts[1])), self.codes.get(key, self.codes.get(key.strip("()")))
        return number if number == wording else None


def text_of(told: Told) -> str:
    """A cell as text, in one width; a whole number without a decimal point, nothing where the question was skipped."""
    if told is None:
        return ""
    text = f"{told:.15g}" if isinstance(told, float) else told.isoformat() if isinstance(told, datetime) else tidy_code(str(told))
    return "" if text in SKIPPED else text


def _read_text(told: Told) -> Parsed:
    return Parsed(tidy_text(str(told)) if text_of(told) else None)


def _read_code(told: Told) -> Parsed:
    text = text_of(told)
    found = CODE_FIRST.fullmatch(text)
    return Parsed(found[1] if found else text) if text else BLANK


def _read_rating(told: Told, known: Choices) -> Parsed:
    if same_key(text_of(told)) == same_key(NOT_KNOWN):
        return Parsed(UNKNOWN)
    parsed = _read_choice(told, known)
    if parsed.value is None:
        return parsed
    return Parsed(UNKNOWN if parsed.value == NOT_KNOWN else int(str(parsed.value)))


def _read_choice(told: Told, known: Choices) -> Parsed:
    text = WHOLE.sub(r"\1", text_of(told))
    if not text:
        return BLANK
    code = known.find(text)
    return Parsed(code) if code is not None else known.refuse(told)


def _read_several(told: Told, known: Choices, most: int | None) -> Parsed:
    text = text_of(told)
    if not text:
        return BLANK
    parts = [part.strip() for part in BETWEEN.split(text) if part.strip()]
    single = [piece.strip() for part in parts for piece in ([part] if known.find(part) else LOOSELY.split(part)) if piece.strip()]
    codes = [known.find(piece) for piece in single]
    if any(code is None for code in codes):
        return known.refuse(told)
    chosen = list(dict.fromkeys(codes))
    if most and len(chosen) > most:
        return Parsed(None, query("responses.too_many", told=show(told), count=len(chosen), most=most))
    return Parsed(chosen)


def _read_number(told: Told, item: Item) -> Parsed:
    text = text_of(told)
    if not text:
        return BLANK
    read = parse_number(Raw(text.removesuffix("%") if item.type is ItemType.SHARES else told))
    if read.result is None:
        return Parsed(None, replace(read.problems[0], severity=Severity.QUERY))
    number = float(read.result)
    least = 0.0 if item.type is ItemType.SHARES else item.minimum
    greatest = item.total if item.type is ItemType.SHARES else item.maximum
    if (least is not None and number < least) or (greatest is not None and number > greatest):
        return Parsed(None, query("responses.out_of_range", told=show(told), least=_write(least), greatest=_write(greatest)))
    return Parsed(number)


def _write(limit: float | None) -> str:
    return "…" if limit is None else f"{limit:g}"


def _read_members(told: Told, item: Item, directory: Directory) -> Parsed:
    text = text_of(told)
    if not text:
        return BLANK
    if not item.several:
        return _read_member(text, item, directory)
    known = directory.codes.get(same_key(text))
    parts = [known] if known else [part.strip() for half in BETWEEN.split(text) for part in LOOSELY.split(half) if part.strip()]
    read = [_read_member(part, item, directory) for part in parts]
    named = list(dict.fromkeys(parsed.value for parsed in read if parsed.value is not None))
    return Parsed(named or None, next((parsed.fault for parsed in read if parsed.fault), None))


def _read_member(text: str, item: Item, directory: Directory) -> Parsed:
    if outside := NO_MEMBER.fullmatch(text):
        return _read_outside(text, (outside[1] or "").strip(), item)
    if code := directory.find(text):
        return Parsed(code)
    if item.outside:
        return Parsed(f"{OUTSIDE}{same_key(text)}", query("responses.taken_as_outside", told=show(text)))
    return Parsed(None, query("responses.unknown_name", told=show(text)))


def _read_outside(text: str, name: str, item: Item) -> Parsed:
    if not item.outside:
        return Parsed(None, query("responses.members_only", told=show(text)))
    if not name:
        return Parsed(None, query("responses.outside_unnamed", told=show(text)))
    return Parsed(f"{OUTSIDE}{same_key(name)}")


def read_seconds(told: Told) -> Parsed:
    """How long an answer took, as platforms tell it: `128`, `128秒`, `2分8秒`; what is not understood is not known."""
    found = MINUTES.fullmatch(text_of(told))
    if not found or not any(found.groups()):
        return BLANK
    seconds = 60.0 * float(found[1] or 0) + float(found[2] or 0)
    return Parsed(seconds) if seconds < LONGEST_SECONDS else BLANK
