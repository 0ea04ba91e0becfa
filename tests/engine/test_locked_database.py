"""Should a query ever be other than what formulas can say, it still reaches no file, no network and no setting."""

import duckdb
import pytest

from iecscore.engine.database import lock, open_database

REFUSED = (duckdb.PermissionException, duckdb.InvalidInputException, duckdb.CatalogException, duckdb.BinderException)


@pytest.fixture
def locked(tmp_path):
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    with open_database(1) as connection:
        lock(connection)
        yield connection


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/out.csv'",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "ATTACH '{folder}/other.db' AS other",
        "EXPORT DATABASE '{folder}/all'",
        "IMPORT DATABASE '{folder}/all'",
        "INSTALL httpfs",
        "INSTALL h3 FROM community",
        "LOAD httpfs",
        "LOAD '{folder}/x.duckdb_extension'",
        "CREATE PERSISTENT SECRET (TYPE http, BEARER_TOKEN 'x')",
        "SELECT getenv('HOME')",
        "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
        "SELECT * FROM locked",
    ],
)
def test_no_file_and_no_variable_can_be_reached(locked, tmp_path, query):
    with pytest.raises(REFUSED):
        locked.execute(query.format(file=tmp_path / "secret.csv", folder=tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize(
    "setting",
    [
        "enable_external_access = true",
        "allowed_directories = ['/']",
        "allowed_paths = ['/etc/passwd']",
        "lock_configuration = false",
        "autoload_known_extensions = true",
        "python_enable_replacements = true",
        "disabled_optimizers = ''",
        "threads = 8",
    ],
)
def test_no_setting_can_be_changed_back(locked, setting):
    with pytest.raises(duckdb.InvalidInputException, match="locked"):
        locked.execute(f"SET {setting}")


def test_before_it_is_locked_no_variable_of_the_program_is_a_table():
    people = ["not a table"]
    with open_database(1) as connection, pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT * FROM people")
    assert people
