"""All tables in one place: importing it fills the metadata. Private to store/."""

from store.database.rows.alert_table import AlertRow, DeliveryRow, SubscriberRow
from store.database.rows.change_table import ChangeIndustryRow, ChangeRow, LogHeadRow
from store.database.rows.deadline_table import DeadlineIndustryRow, DeadlineRow
from store.database.rows.policy_table import GENERAL, PolicyIndustryRow, PolicyKeyRow, PolicyRow
from store.database.rows.relation_table import RelationRow
from store.database.rows.seal_table import SealRow
from store.database.rows.snapshot_table import (
    DamageRow,
    SnapshotBodyRow,
    SnapshotRow,
    SuppressionRow,
)
from store.database.rows.source_table import AddressRow, SourceRow
from store.database.rows.upkeep_table import UpkeepRow
from store.database.rows.version_table import SightingRow, VersionRow

__all__ = [
    "GENERAL",
    "AddressRow",
    "AlertRow",
    "ChangeIndustryRow",
    "ChangeRow",
    "DamageRow",
    "DeadlineIndustryRow",
    "DeadlineRow",
    "DeliveryRow",
    "LogHeadRow",
    "PolicyIndustryRow",
    "PolicyKeyRow",
    "PolicyRow",
    "RelationRow",
    "SealRow",
    "SightingRow",
    "SnapshotBodyRow",
    "SnapshotRow",
    "SourceRow",
    "SubscriberRow",
    "SuppressionRow",
    "UpkeepRow",
    "VersionRow",
]
