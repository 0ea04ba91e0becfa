import pytest

from iecscore.desk.workspace import find_workspace, init_workspace, load_content, open_workspace, operator
from iecscore.problems import Misuse
from iecscore.system.closed import Words
from library_round import SYSTEMS


def make(folder, **more):
    return init_workspace(folder, "library", "en", content=SYSTEMS, **more)


def refused(call, *arguments, **more):
    with pytest.raises(Misuse) as fault:
        call(*arguments, **more)
    return [(problem.code, problem.place.line) for problem in fault.value.problems]


def test_a_new_workspace_has_its_folders_settings_and_store(tmp_path):
    workspace = make(tmp_path / "round", label=Words(en="synthetic: made up", zh="合成"))
    workspace.store.close()
    assert {path.name for path in (tmp_path / "round").iterdir()} >= {"iecscore.yaml", "inbox", "outbox", "reports", "iecscore.db"}
    again = open_workspace(tmp_path / "round")
    again.store.close()
    assert (again.system.key, again.settings.language, again.label("en"), again.label("zh")) == ("library", "en", "synthetic: made up", "合成")


def test_a_workspace_is_found_from_inside_it(tmp_path):
    make(tmp_path / "round").store.close()
    assert find_workspace(tmp_path / "round" / "inbox") == tmp_path / "round"


def test_outside_any_workspace_one_is_told_how_to_make_one(tmp_path):
    assert refused(find_workspace, tmp_path) == [("desk.no_workspace", 0)]


def test_a_workspace_is_never_made_over_another(tmp_path):
    make(tmp_path / "round").store.close()
    before = (tmp_path / "round" / "iecscore.yaml").read_text()
    assert refused(make, tmp_path / "round") == [("desk.workspace_there", 0)]
    assert (tmp_path / "round" / "iecscore.yaml").read_text() == before


def test_a_system_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(Misuse) as fault:
        init_workspace(tmp_path / "round", "libary", "en", content=SYSTEMS)
    assert fault.value.problems[0].words["known"] == "library"
    assert not (tmp_path / "round").exists()


@pytest.mark.parametrize(
    ("settings", "code", "line"),
    [
        ("system: library\nlanguge: en\n", "system.unknown_key", 2),
        ("language: en\n", "system.missing_key", 1),
        ("system: library\nlanguage: de\n", "system.not_one_of", 2),
        ("system: [library\n", "content.cut_off", 1),
    ],
)
def test_faults_of_the_settings_are_told_by_line(tmp_path, settings, code, line):
    make(tmp_path / "round").store.close()
    (tmp_path / "round" / "iecscore.yaml").write_text(settings, encoding="utf-8")
    assert (code, line) in refused(open_workspace, tmp_path / "round")


def test_a_system_with_faults_is_refused_with_them(tmp_path):
    folder = tmp_path / "indicators" / "broken"
    folder.mkdir(parents=True)
    (folder / "system.yaml").write_text("key: broken\n", encoding="utf-8")
    assert refused(load_content, "broken", tmp_path)[0][0].startswith("system.")


def test_the_shipped_system_and_its_survey_fit_together():
    system, survey = load_content("iec")
    assert (len(system.indicators), sorted(survey.groups)) == (48, ["E", "F", "G", "M", "S"])


def test_who_acts_is_the_user_of_this_machine(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "lin")
    assert operator().name == "lin"

    def fail():
        raise OSError

    monkeypatch.setattr("getpass.getuser", fail)
    assert operator().name == "operator"
