"""`bandeng figures PLACE --from DATE --to DATE [--unit ..] [--category ..] [--channel ..] [--recount] [--json]`."""

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from bandeng.figures.queries import Asked

    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def add_parser(subparsers: "Subparsers") -> None:
    """Add `figures` to the `bandeng` command."""
    parser = subparsers.add_parser("figures", help="count the figures of a place and a period from its records")
    parser.add_argument("place", metavar="PLACE", help="the code of a place, e.g. 640302107001")
    parser.add_argument("--from", dest="from_on", required=True, metavar="DATE", help="first day, e.g. 2026-01-01")
    parser.add_argument("--to", dest="to_on", required=True, metavar="DATE", help="last day, itself included")
    parser.add_argument("--unit", default="", metavar="ID", help="only what this unit held: its id, or its name")
    parser.add_argument("--category", default="", metavar="KEY", help="only this category, or class of categories")
    parser.add_argument("--channel", default="", metavar="KEY", help="only what came this way, e.g. web, paper")
    parser.add_argument("--recount", action="store_true", help="forget what was counted and count all from nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


class _Wrong(Exception):
    """A call that cannot be answered, with one clear line."""


def run(args: argparse.Namespace) -> int:
    """0: counted; 2: a place, date, unit, category or channel that is not there."""
    try:
        from_on, to_on = _day(args.from_on, "--from"), _day(args.to_on, "--to")
        if to_on < from_on:
            raise _Wrong(f"--to {to_on} lies before --from {from_on}")
        told = _counted(args, from_on, to_on)
    except _Wrong as wrong:
        print(f"bandeng figures: {wrong}", file=sys.stderr)
        return 2
    print(json.dumps(told, ensure_ascii=False, indent=2) if args.json else _table(told))
    return 0


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _Wrong(f"{option} {text!r} is not a day such as 2026-11-23") from None


def _counted(args: argparse.Namespace, from_on: date, to_on: date) -> dict[str, Any]:
    from bandeng.cli.site import NO_SITE, has_site, set_up

    set_up()
    from bandeng.figures import keeping, queries, showing

    if not has_site():
        raise _Wrong(NO_SITE)
    asked = _asked(args, from_on, to_on)
    keeping.recount() if args.recount else keeping.catch_up_all()
    answers = queries.figures(asked)
    told = showing.plain(asked, answers, queries.spots(asked))
    newest = queries.as_of(asked.place)
    return {**told, "as_of": newest.isoformat() if newest else None}


def _asked(args: argparse.Namespace, from_on: date, to_on: date) -> "Asked":
    from django.utils import timezone

    from bandeng.core.categories import categories
    from bandeng.core.deadline import local_day
    from bandeng.figures.queries import Asked
    from bandeng.matters.models import Channel
    from bandeng.places.queries import by_code

    place = by_code(args.place.replace("\x00", ""))
    if place is None:
        raise _Wrong(f"there is no place {args.place!r} on this site")
    if args.category and args.category not in categories():
        raise _Wrong(f"there is no category {args.category!r}")
    if args.channel and args.channel not in Channel.values:
        raise _Wrong(f"there is no channel {args.channel!r}; there are {', '.join(Channel.values)}")
    return Asked(place, from_on, to_on, local_day(timezone.now()), _unit(args.unit), args.category, args.channel)


def _unit(told: str) -> UUID | None:
    """The unit with this id, or the only one of this name."""
    from bandeng.people.models import Organisation

    if not told:
        return None
    try:
        found = list(Organisation.objects.filter(pk=UUID(told)))
    except ValueError:
        found = list(Organisation.objects.filter(name=told.replace("\x00", ""))[:2])
    if len(found) != 1:
        raise _Wrong(f"there is no unit {told!r}" if not found else f"several units are called {told!r}; give the id")
    key: UUID = found[0].pk
    return key


def _table(told: dict[str, Any]) -> str:
    """A line for each figure and each of its parts: key, n / N, and what stands beside it."""
    lines = [f"{told['place']}  {told['from']} to {told['to']}, as of {told['as_of'] or 'nothing yet'}"]
    for key, figure in told["figures"].items():
        lines += _rows(key, figure)
    return "\n".join(lines)


def _rows(key: str, figure: dict[str, Any], indent: str = "") -> list[str]:
    parts = {name: part for name, part in figure.items() if isinstance(part, dict) and "n" in part}
    share = f"{figure['n']} / {figure['N']}" if "n" in figure else str(figure.get("people", ""))
    beside = [f"{name} {count}" for kind in ("among", "excluded") for name, count in figure.get(kind, {}).items()]
    beside += [f"{name} {figure[name]} {figure['unit']}" for name in ("median", "p90") if name in figure]
    beside += [f"mean {figure['mean']}"] if "mean" in figure else []
    row = f"{indent}{key:<40}{share:>14}  {'; '.join(beside)}".rstrip()
    return [row, *(line for name, part in parts.items() for line in _rows(name, part, indent + "  "))]
