"""Deciding about places, grids and holiday tables."""

from bandeng.places.actions.adding import Batch, RowsWrong, add_places, check_batch
from bandeng.places.actions.calendars import YearBatch, load_year
from bandeng.places.actions.changing import change_place, close_place, draw_grid
from bandeng.places.actions.founding import Founding, found_site

__all__ = [
    "Batch",
    "Founding",
    "RowsWrong",
    "YearBatch",
    "add_places",
    "change_place",
    "check_batch",
    "close_place",
    "draw_grid",
    "found_site",
    "load_year",
]
