import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_the_wheel_carries_the_content(names):
    assert "iecscore/_content/indicators/iec/system.yaml" in names
    assert sum(name.startswith("iecscore/_content/indicators/iec/criteria/") for name in names) == 11
    assert sum(name.startswith("iecscore/_content/indicators/iec/tables/") for name in names) == 15
    assert "iecscore/_content/surveys/iec/survey.yaml" in names


def test_the_wheel_carries_every_translation(names):
    sources = {path.name for path in (ROOT / "src/iecscore/text/zh").glob("*.po")}
    assert {Path(name).name for name in names if name.endswith(".po")} == sources


def test_the_wheel_carries_code_and_content_only(names):
    kinds = {Path(name).suffix for name in names if ".dist-info/" not in name}
    assert kinds <= {".py", ".typed", ".po", ".yaml", ".bib", ".css", ".js", ".html", ".ico", ".txt"}


def test_the_installed_wheel_checks_its_worked_cases_from_another_folder(wheel, tmp_path):
    target = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    program = (
        f"import sys; sys.path.insert(0, {str(target)!r}); import iecscore; assert iecscore.__file__.startswith({str(target)!r});"
        "from iecscore.cli import main; sys.exit(main(['check']))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
