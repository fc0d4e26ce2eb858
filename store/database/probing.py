"""Says whether a database could be opened, without making or changing anything in it."""

from pathlib import Path

from sqlalchemy import text

from store.database.engines import StoreError, connect, parsed, translated


def probe(address: str) -> str | None:
    """The reason why a database cannot be used, as a sentence that says what to do, or None."""
    try:
        url = parsed(address)
        sqlite = url.get_backend_name() == "sqlite"
        with translated(url):
            if sqlite and not Path(url.database or "").exists():
                return None  # it is made at the first start; its folder was looked at
            engine = connect(url, writes=False)
            try:
                with engine.connect() as connection:
                    connection.execute(
                        text("SELECT count(*) FROM sqlite_master" if sqlite else "SELECT 1")
                    )
            finally:
                engine.dispose()
    except StoreError as error:
        return str(error)
    return None


def has_store(address: str) -> bool:
    """False where opening the database would make a new file."""
    url = parsed(address)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").exists()
