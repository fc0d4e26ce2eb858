"""Rows of the seals: a digest of each row that this program wrote, so that other edits show."""

from sqlmodel import Field

from store.database.columns import CLUSTERED, Row, digest


class SealRow(Row, table=True):
    """The digest of one row of a table, kept by store/database/sealing.py."""

    __tablename__ = "seal"
    __table_args__ = (CLUSTERED,)
    noun: str = Field(primary_key=True)  # the table's name
    row_key: str = Field(primary_key=True)
    digest: str = digest()
