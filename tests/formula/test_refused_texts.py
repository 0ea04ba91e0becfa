"""Nothing but declared fields and allowed functions runs: everything else is refused by name when the content is loaded."""

import shutil
from pathlib import Path

import pytest

from formula.drawn_tables import TABLES
from iecscore.system import load_system
from iecscore.system.formula import parse_formula, parse_row, parse_scalar
from iecscore.text import word_problem

LIBRARY = Path(__file__).parents[1] / "systems" / "indicators" / "library"

FILES = """
read_csv('/etc/passwd')                                         formula.not_allowed
read_text('/etc/passwd')                                        formula.unknown_function
read_parquet('x')                                               formula.not_allowed
read_json('x')                                                  formula.unknown_function
glob('/*')                                                      formula.unknown_function
sum(work.hours) + read_text('/etc/passwd')                      formula.unknown_function
getenv('HOME')                                                  formula.unknown_function
current_setting('threads')                                      formula.unknown_function
pragma_table_info('work')                                       formula.unknown_function
query('select 1')                                               formula.unknown_function
nextval('s')                                                    formula.unknown_function
version()                                                       formula.not_allowed
"""
STATEMENTS = """
attach 'x.db' as x                                              formula.statement
detach x                                                        formula.statement
pragma database_list                                            formula.statement
copy work to 'x.csv'                                            formula.statement
set threads = 1                                                 formula.statement
install httpfs                                                  formula.statement
load httpfs                                                     formula.statement
call pragma_version()                                           formula.statement
drop table work                                                 formula.statement
create table x as select 1                                      formula.statement
insert into work values (1)                                     formula.statement
update work set hours = 0                                       formula.statement
delete from work                                                formula.statement
describe work                                                   formula.statement
show tables                                                     formula.statement
explain select 1                                                formula.statement
export database 'x'                                             formula.unreadable
select 1                                                        formula.not_allowed
with x as (select 1) select * from x                            formula.not_allowed
from work                                                       formula.not_allowed
values (1)                                                      formula.not_allowed
sum(work.hours); drop table work                                formula.not_one
sum(work.hours);                                                formula.not_one
;                                                               formula.not_one
"""
SHAPES = """
(select max(hours) from work)                                   formula.not_allowed
sum(work.hours) / (select 1)                                    formula.not_allowed
count(*) filter (where work.done in (select true))              formula.not_allowed
count(*) filter (where exists (select 1))                       formula.not_allowed
work.field in fields                                            formula.not_allowed
sum(work.hours) over ()                                         formula.not_allowed
sum(work.hours) over (partition by work.year)                   formula.not_allowed
sum(work.hours order by work.year)                              formula.not_allowed
sum(work.hours) within group (order by work.year)               formula.not_allowed
sum(distinct work.hours)                                        formula.not_allowed
count(distinct work.year, work.field)                           formula.not_allowed
count(work.year, work.field)                                    formula.not_allowed
min(work.hours, 3)                                              formula.not_allowed
median(work.hours, 3)                                           formula.unreadable
avg(work.hours)                                                 formula.not_allowed
stddev(work.hours)                                              formula.not_allowed
quantile_cont(work.hours, 0.5)                                  formula.not_allowed
mode(work.field)                                                formula.not_allowed
list(work.hours)                                                formula.not_allowed
string_agg(work.field, ',')                                     formula.not_allowed
cast(work.hours as int)                                         formula.not_allowed
try_cast(work.field as int)                                     formula.not_allowed
work.hours::int                                                 formula.sign
date '2025-01-01'                                               formula.not_allowed
interval 1 day                                                  formula.not_allowed
work.hours.deep.deeper.deepest                                  formula.not_allowed
struct_pack(a := 1)                                             formula.sign
{'a': 1}.a                                                      formula.sign
work.fields[1]                                                  formula.sign
[1, 2]                                                          formula.sign
x -> x + 1                                                      formula.sign
list_transform(work.fields, x -> x)                             formula.sign
lambda x: x                                                     formula.sign
columns('.*')                                                   formula.not_allowed
work.*                                                          formula.field_form
count(work.*)                                                   formula.field_form
count(* exclude (hours))                                        formula.not_allowed
*                                                               formula.not_allowed
work.field like 'a%'                                            formula.not_allowed
work.field ~ 'a'                                                formula.sign
work.field || 'a'                                               formula.sign
work.hours % 2                                                  formula.sign
work.hours // 2                                                 formula.sign
work.hours ** 2                                                 formula.sign
work.hours ^ 2                                                  formula.sign
@work.hours                                                     formula.sign
work.hours is true                                              formula.not_allowed
work.hours is distinct from 3                                   formula.not_allowed
work.hours between symmetric 3 and 1                            formula.not_allowed
case work.field when 'a' then 1 end                             formula.not_allowed
sum(if(work.done, 1, 0))                                        formula.not_allowed
round(sum(work.hours), 1, 2)                                    formula.not_allowed
round(sum(work.hours), 13)                                      formula.needs_written
round(sum(work.hours), work.n)                                  formula.outside_aggregate
sum(work.hours) as x                                            formula.not_allowed
sum(work.hours) x                                               formula.not_allowed
(work.hours, work.n)                                            formula.not_allowed
(1, 2) = (1, 2)                                                 formula.not_allowed
now()                                                           formula.unknown_function
current_date                                                    formula.not_allowed
random()                                                        formula.not_allowed
$1                                                              formula.sign
?                                                               formula.sign
:a                                                              formula.sign
sum(work.hours) collate nocase                                  formula.not_allowed
work.hours in ()                                                formula.not_allowed
sum(work.hours) filter (where work.done) filter (where true)    formula.unreadable
abs(work.hours) filter (where work.done)                        formula.filter_of_nothing
work.hours filter (where work.done)                             formula.unreadable
sum(work.hours) +                                               formula.unreadable
sum(work.hours                                                  formula.unreadable
'work                                                           formula.unreadable
"""
TRICKS = """
"work"."hours"                                                  formula.field_form
"sum"(work.hours)                                               formula.field_form
`work`.hours                                                    formula.sign
[work].hours                                                    formula.sign
sum(work.hours) -- and more                                     formula.comment
/* hidden */ sum(work.hours)                                    formula.comment
sum(/* hidden */ work.hours)                                    formula.comment
sum(work.hours) # more                                          formula.sign
sum（work.hours）                                                 formula.sign
sum(work.hours，1)                                               formula.sign
ｓｕｍ(work.hours)                                                 formula.sign
sum(work.hours)　+ 1                                             formula.sign
sum(wоrk.hours)                                                 formula.sign
count(*) filter (where work.field = ‘a’)                        formula.sign
e'\\x41'                                                         formula.sign
x'41'                                                           formula.unreadable
$$a$$                                                           formula.sign
work.hours <=> 1                                                formula.sign
catalog.previous.work.hours                                     formula.field_form
later.work.hours                                                formula.field_form
0x10                                                            formula.not_allowed
1e400                                                           formula.number
1234567890123456                                                formula.number
0.1234567890123                                                 formula.number
"""


def refused(*lists):
    lines = [line.rsplit(maxsplit=1) for text in lists for line in text.strip().splitlines()]
    return [pytest.param(text.strip(), code, id=text.strip()) for text, code in lines]


@pytest.mark.parametrize(("text", "code"), refused(FILES, STATEMENTS, SHAPES, TRICKS))
def test_what_is_no_formula_is_refused_by_name(text, code):
    read = parse_formula(text, TABLES, "club", "member")
    assert read.result is None
    assert [problem.code for problem in read.problems] == [code]
    assert all("{" not in sentence or "{" in text for problem in read.problems for sentence in word_problem(problem, "zh"))


@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\ufeff", "\u2066", "\x00", "\x1b", "\x7f"])
@pytest.mark.parametrize("text", ["sum(work.hours){}", "count(*) filter (where work.field = 'a{}b')"])
def test_signs_nobody_sees_are_refused_even_in_texts(sign, text):
    read = parse_formula(text.format(sign), TABLES, "club", "member")
    assert [(problem.code, problem.words["sign"]) for problem in read.problems] == [("formula.hidden", f"U+{ord(sign):04X}")]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 70 + "1" + ")" * 70,
        "(" * 1900 + "1" + ")" * 1900,
        "not " * 900 + "true",
        "1" + " + 1" * 900,
        "case when true then " * 150 + "1" + " end" * 150,
    ],
)
def test_very_deep_nesting_is_refused(text):
    assert [problem.code for problem in parse_formula(text, TABLES, "club").problems] == ["formula.too_deep"]


@pytest.mark.parametrize(
    ("text", "sign"), [("sum（work.hours)", "（"), ("sum(work.hours，1)", "，"), ("work.hours::int", "::"), ("sum(work.hours)　+ 1", "　")]
)
def test_the_sign_that_cannot_stand_is_named(text, sign):
    assert [problem.words["sign"] for problem in parse_formula(text, TABLES, "club").problems] == [sign]


def test_very_long_texts_are_refused():
    assert [problem.code for problem in parse_formula("1" * 4001, TABLES, "club").problems] == ["formula.too_long"]


def test_an_empty_text_is_no_formula():
    assert [problem.code for problem in parse_formula(" \n", TABLES, "club").problems] == ["formula.not_one"]


@pytest.mark.parametrize("parse", [lambda text: parse_row(text, TABLES["work"]), parse_scalar], ids=["row", "guard"])
@pytest.mark.parametrize(("text", "code"), refused(FILES, STATEMENTS))
def test_rows_and_guards_refuse_the_same(parse, text, code):
    problems = parse(text).problems
    assert problems
    assert {problem.code for problem in problems} <= {code, "formula.aggregate_in_row"}


def test_a_system_with_such_a_formula_is_not_loaded(tmp_path):
    shutil.copytree(LIBRARY, tmp_path / "library")
    file = tmp_path / "library" / "criteria" / "S2_events.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("formula: sum(", "formula: read_text('/etc/passwd') + sum(", 1), encoding="utf-8")
    read = load_system(tmp_path / "library")
    assert read.result is None
    assert [(problem.code, problem.place.file) for problem in read.problems] == [("formula.unknown_function", "criteria/S2_events.yaml")]
