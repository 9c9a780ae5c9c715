"""Reading what was counted."""

from bandeng.figures.queries.adding import Answer, PartAnswer, figures
from bandeng.figures.queries.behind import Records, records, verdicts_known
from bandeng.figures.queries.rows import ACTIVITIES, FUNNEL, PEOPLE, STOCK, Asked, as_of, in_period, rows_of, standing
from bandeng.figures.queries.tables import Spot, UnitLine, by_unit, spots

__all__ = [
    "ACTIVITIES", "FUNNEL", "PEOPLE", "STOCK", "Answer", "Asked", "PartAnswer", "Records", "Spot", "UnitLine", "as_of",
    "by_unit", "figures", "in_period", "records", "rows_of", "spots", "standing", "verdicts_known",
]  # fmt: skip
