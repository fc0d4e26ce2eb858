"""The errors of the store, apart from what raises them: they are caught where no database is
loaded.
"""

from store.records import BodyKind


class StoreError(Exception):
    """The store cannot be used; the message says why and what to do."""


class TornBodyError(Exception):
    """A stored body does not open to what was stored; it is reported and never served.

    `kind` and `row_id` say which: of a snapshot or of a version.
    """

    def __init__(self, message: str, kind: BodyKind, row_id: int) -> None:
        super().__init__(message)
        self.kind, self.row_id = kind, row_id


class MissingVersionError(TornBodyError):
    """A version that others speak of is not there."""

    def __init__(self, version_id: int) -> None:
        what = f"version {version_id} is missing: it was deleted beside the program"
        super().__init__(f"{what}; restore a backup", BodyKind.VERSION, version_id)
