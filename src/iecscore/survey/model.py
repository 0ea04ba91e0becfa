"""A survey: groups of people, the items each group answers, and the scales they answer on."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Final, NamedTuple, TypeAlias

from pydantic import BeforeValidator
from pydantic import Field as Described

from iecscore.system.closed import Closed, Key, Words

NOT_KNOWN: Final = "NA"


def _write_codes(given: object) -> object:
    return {str(code) if isinstance(code, int) else code: words for code, words in given.items()} if isinstance(given, dict) else given


def _write_list(given: object) -> object:
    return [str(code) if isinstance(code, int) else code for code in given] if isinstance(given, list) else given


Options: TypeAlias = Annotated[dict[Key, Words], BeforeValidator(_write_codes)]
Codes: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_write_list)]


class ItemType(StrEnum):
    """How an item is answered; only ratings are scored."""

    RATING = "rating"
    ATTENTION = "attention"
    SINGLE = "single"
    MULTI = "multi"
    SHARES = "shares"
    NUMBER = "number"
    MEMBER = "member"
    LISTED = "listed"
    TEXT = "text"


class Vote(StrEnum):
    """Who has one vote: each person, or each organisation, the answers of whose people are averaged first."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Item(Closed):
    """One question."""

    type: ItemType = Described(default=ItemType.RATING, description="How it is answered; a rating where nothing is said")
    text: Words = Described(description="The question in both languages")
    note: Words | None = Described(default=None, description="What to enter, in a sentence")
    construct_: Key | None = Described(
        default=None, alias="construct", description="What it is about; the same construct in several groups is compared"
    )
    matrix: Key | None = Described(default=None, description="The group's matrix it is a row of")
    scale: Key | None = Described(default=None, description="Scale of a rating; the survey's where none is named")
    reverse: bool = Described(default=False, description="A high rating is bad: turned round once, when it is scored")
    options: Options = Described(default={}, description="Codes and wording to choose from, or the parts of a total")
    when: dict[Key, Codes] = Described(default={}, description="Asked only of those who chose one of these codes in another item")
    required: bool = Described(default=True, description="Whether the questionnaire insists on an answer")
    expected: int | None = Described(default=None, description="The rating an attentive reader gives")
    most: int | None = Described(default=None, ge=1, description="How many options may be chosen")
    total: float | None = Described(default=None, gt=0, description="What the shares add up to")
    minimum: float | None = Described(default=None, description="Least number accepted")
    maximum: float | None = Described(default=None, description="Greatest number accepted")
    several: bool = Described(default=False, description="Several members may be named")
    outside: bool = Described(default=False, description="An organisation that is no member may be named")
    refers: str | None = Described(default=None, pattern=r"^\w+\.\w+$", description="`table.column` that lists the codes")
    dictionary: Key | None = Described(default=None, description="Dictionary that lists the codes")

    @property
    def rated(self) -> bool:
        """Whether the answer is a point of a scale."""
        return self.type in {ItemType.RATING, ItemType.ATTENTION}


class Minimum(Closed):
    """How many votes stand behind a figure before it is shown, and before it is scored."""

    show: int = Described(ge=1, description="Below it the figure is hidden")
    score: int = Described(ge=1, description="Below it the figure is shown, not scored")


class Field(NamedTuple):
    """One column of answers: an item, or one part of an item that splits a total."""

    code: str
    item: str
    part: str = ""


class Group(Closed):
    """The people asked the same questions: one file."""

    key: Key
    name: Words
    short: Words = Described(description="Title of the group's sheet")
    vote: Vote = Described(description="Who has one vote: person or organisation")
    organisation_item: Key | None = Described(default=None, description="Item that names the organisation that votes")
    member_item: Key = Described(description="Item that names the members the answer is about")
    minimum: Minimum
    matrices: dict[Key, Words] = Described(default={}, description="Questions asked row by row")
    items: dict[Key, Item]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The columns of the group's answers, in the order of the questions."""
        return tuple(field for code, item in self.items.items() for field in fields_of(code, item))

    def word_field(self, field: Field) -> Words:
        """What a column asks: the question, with matrix and part."""
        item = self.items[field.item]
        stem = self.matrices.get(item.matrix or "")
        words = _join(stem, item.text) if stem else item.text
        return _join(words, item.options[field.part]) if field.part else words


def fields_of(code: str, item: Item) -> tuple[Field, ...]:
    """The columns of one item: one, or one for each part of a total (`M12a`)."""
    parts = tuple(item.options) if item.type is ItemType.SHARES else ("",)
    return tuple(Field(f"{code}{part}", code, part) for part in parts)


def _join(first: Words, second: Words) -> Words:
    return Words(en=f"{first.en}: {second.en}", zh=f"{first.zh}：{second.zh}")


class MemberWeight(Closed):
    """What weighs the members of a unit when their people's answers are averaged."""

    field: str = Described(pattern=r"^\w+\.\w+$", description="`table.column` whose sum over a member's rows is its weight")
    where: str | None = Described(default=None, description="Yes-or-no column of the rows that count")


class Survey(Closed):
    """The whole survey, as its folder declares it."""

    key: Key
    version: str
    name: Words
    order: tuple[Key, ...] = Described(description="The groups in the order of the sheets")
    unit: Words = Described(description="What the unit's code is called on the cover of the answer workbook")
    member_weight: MemberWeight | None = None
    points: int = Described(ge=3, le=11, description="Points of every rating scale, from 1")
    scale: Key = Described(description="The scale of a rating that names none")
    scales: dict[Key, Options]
    constructs: dict[Key, Words] = Described(default={}, description="What several groups are asked about, each in its own words")
    groups: dict[Key, Group]

    @property
    def ordered(self) -> tuple[Group, ...]:
        """The groups in the order of the sheets."""
        return tuple(self.groups[key] for key in self.order)

    @property
    def group_of(self) -> Mapping[str, str]:
        """Item code to the group that answers it."""
        return {code: key for key, group in self.groups.items() for code in group.items}

    def item(self, code: str) -> Item:
        """An item by its code."""
        return self.groups[self.group_of[code]].items[code]

    def options_of(self, item: Item) -> Mapping[str, Words]:
        """The codes an item is answered with, and their wording."""
        return self.scales[item.scale or self.scale] if item.rated else item.options
