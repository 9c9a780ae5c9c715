"""Every entry about a matter is counted soon after it was recorded."""

from bandeng.figures.keeping import catch_up
from bandeng.records.acts import VERBS, Act
from bandeng.records.models import Entry
from bandeng.records.registry import reacts

COUNTED = frozenset({"matter", "item", "commitment", "order", "callback", "calendar"})
"""Acts whose verb begins so may change a figure."""


@reacts(*(kind for verb, kind in VERBS.items() if verb.partition(".")[0] in COUNTED))
def count(act: Act, entry: Entry) -> None:
    """Count everything up to the newest entry of the chain; a job that comes too late finds nothing to do."""
    catch_up(entry.chain)
