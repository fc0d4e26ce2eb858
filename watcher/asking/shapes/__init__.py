"""The one JSON shape of each noun, spoken by every face and by webhooks.

Three nouns are shaped below, where other rooms need them too: a policy
(rendering/policy_record.py), a document that was read (reading/facts_record.py) and a clause that
changed (diffing/compare_record.py).
"""
