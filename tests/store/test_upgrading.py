"""A store that stands at the newest revision opens without a look at the migrations."""

import subprocess
import sys
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from store.database import upgrading
from store.database.engines import connect
from store.database.opening import Database

OPEN = """
import sys
from store.database.opening import Database
Database(sys.argv[1]).close()
print("alembic" in sys.modules)
"""


def test_the_newest_revision_is_the_one_that_the_files_are_named_after() -> None:
    """Each migration's file begins with its revision, and the last in order is the head."""
    config = Config()
    config.set_main_option("script_location", str(upgrading.MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == upgrading.newest()
    assert all(
        Path(one.path).name.startswith(f"{one.revision}_") for one in script.walk_revisions()
    )


def test_only_a_store_that_lacks_something_waits_for_alembic(tmp_path: Path) -> None:
    """Every command opens the store; Alembic takes longer to import than most of them to run."""
    url = f"sqlite:///{tmp_path / 'policywatch.db'}"
    first, second = (_alembic_was_needed(url) for _ in range(2))
    assert (first, second) == (True, False)


def test_a_store_without_its_revision_is_looked_at_by_alembic(tmp_path: Path) -> None:
    """An older revision is not the newest: the migrations run."""
    url = f"sqlite:///{tmp_path / 'policywatch.db'}"
    Database(url).close()
    engine = connect(make_url(url))  # nothing is sealed on it
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE search_gram")
        connection.exec_driver_sql("DROP TABLE search_document")
        connection.exec_driver_sql("ALTER TABLE change DROP COLUMN said")
        connection.exec_driver_sql("ALTER TABLE snapshot DROP COLUMN note")
        connection.exec_driver_sql("ALTER TABLE deadline DROP COLUMN channel")
        connection.exec_driver_sql("ALTER TABLE deadline DROP COLUMN ordinal")
        connection.exec_driver_sql("ALTER TABLE relation DROP COLUMN moves")
        connection.exec_driver_sql("ALTER TABLE relation DROP COLUMN earlier")
        connection.exec_driver_sql("DROP TABLE seal")
        connection.exec_driver_sql("DROP INDEX ix_alert_key")
        connection.exec_driver_sql("ALTER TABLE alert DROP COLUMN key")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    assert _alembic_was_needed(url)


def _alembic_was_needed(url: str) -> bool:
    root = Path(upgrading.__file__).parents[2]
    ran = subprocess.run(
        [sys.executable, "-c", OPEN, url], cwd=root, capture_output=True, text=True, check=True
    )
    return ran.stdout.strip() == "True"
