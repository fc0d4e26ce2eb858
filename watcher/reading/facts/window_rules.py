"""The wordings of application, consultation and filing windows. Tables only.

They stand in `config/data/rules/windows.toml`. Rules run over masked sentences (`wording`), the
first that covers a date decides it. A wording for dates that are no window (公示, 评审, a benefit
period) needs no rule: what no rule understands stays unclear.
"""

from watcher.reading.dates.rule_tables import rule_table

MOVED = rule_table("windows", "moved")
FROM_NOW = rule_table("windows", "from_now")
CLOSING = rule_table("windows", "closing")
OPENING = rule_table("windows", "opening")
PERIOD = rule_table("windows", "period")
BEFORE = rule_table("windows", "before")
CONSULTATION = rule_table("windows", "consultation")
RELATIVE = rule_table("windows", "relative")
