"""`iecscore check`."""

from collections.abc import Sequence

from iecscore.cli.faults import print_problems
from iecscore.cli.screen import screen
from iecscore.cli.session import Session, pass_session
from iecscore.cli.speaking import command, option
from iecscore.content import content_folder
from iecscore.desk.cases import CaseResult, run_cases
from iecscore.desk.workspace import DEFAULT_SYSTEM, load_content
from iecscore.problems import errors_in
from iecscore.system import load_cases
from iecscore.text import say


@command("check", "Check an indicator system and its survey, and run the worked cases beside it. Exit code 1 where a figure differs.")
@option("--system", default="", help="Indicator system, by the name of its folder; by default the workspace's, else iec.")
@pass_session
def run(session: Session, system: str) -> int:
    """Check a system."""
    name, content = session.content_here(system or DEFAULT_SYSTEM, told=bool(system))
    language = session.language
    loaded, survey = load_content(name, content)
    read = load_cases(content_folder("indicators", name, content), loaded)
    print_problems(read.problems, language)
    results = run_cases(loaded, survey, read.result or ())
    wrong = [result for result in results if not result.agrees]
    _print_wrong(wrong, language)
    told = say(
        "{system}, version {version}: no fault in its files; {right} of {all} figures of {cases} worked cases agree.",
        language,
        system=loaded.name.say(language),
        version=loaded.version,
        right=len(results) - len(wrong),
        all=len(results),
        cases=len(read.result or ()),
    )
    screen().print(told, markup=False, highlight=False, soft_wrap=True)
    return 1 if wrong or errors_in(read.problems) else 0


def _print_wrong(wrong: Sequence[CaseResult], language: str) -> None:
    for result in wrong:
        expectation, comparison = result.expectation, result.comparison
        line = say(
            "× {place}  {case}: {subject} {quantity} should be {text} = {expected}, and is {actual}.",
            language,
            place=f"{expectation.place.file}:{expectation.place.line}",
            case=result.case.name(language),
            subject=expectation.subject,
            quantity=expectation.quantity,
            text=comparison.text,
            expected=comparison.expected,
            actual=comparison.actual,
        )
        screen().print(line, markup=False, highlight=False, soft_wrap=True)
