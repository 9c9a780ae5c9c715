"""What became of every matter, told from the lines of a ledger's export alone. Standard library only, nothing of ours.

Every line says what happened; this reads them in the order of each chain and keeps plain dictionaries. It knows the
acts by docs/reference/ledger-format.md and by what they carry, not by the program that wrote them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, overload

Line = dict[str, Any]
Row = dict[str, Any]
CHINA = timedelta(hours=8)


def lines_of(file: Path) -> list[Line]:
    """The acts of an export, without its first and last line."""
    told = [json.loads(text) for text in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in told if "verb" in line]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


@overload
def day_of(at: datetime) -> date: ...
@overload
def day_of(at: None) -> None: ...
def day_of(at: datetime | None) -> date | None:
    """The day in China."""
    return (at + CHINA).date() if at else None


def a_day(text: str) -> date:
    return date.fromisoformat(text)


class Story:
    """Matters, raisings, items, replies ... as dictionaries by their key."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.matters: dict[str, Row] = {}
        self.raisings: dict[str, Row] = {}
        self.replies: dict[str, Row] = {}
        self.ratings: list[Row] = []
        self.items: dict[str, Row] = {}
        self.clocks: dict[str, Row] = {}
        self.notes: dict[str, Row] = {}
        self.orders: dict[str, Row] = {}
        self.calls: dict[str, Row] = {}
        self.promises: dict[str, Row] = {}
        self.decisions: dict[str, Row] = {}
        self.dates: dict[str, Row] = {}
        self.households: dict[str, int] = {}
        self.years: dict[tuple[str, int], list[tuple[date, str]]] = {}
        for line in lines:
            self.read(line)

    def read(self, line: Line) -> None:
        name = line["verb"].replace(".", "_")
        self.at, self.actor, self.chain = moment(line["at"]), line["actor"] or "", line["chain"]
        read: Callable[[Row], None] | None = getattr(self, f"on_{name}", None)
        if read is not None:
            read(line["detail"])
        for told in line["detail"].values():
            if isinstance(told, dict) and {"why", "then", "milestones"} <= told.keys():
                self.move(self.matters[line["detail"]["matter"]], told)

    # --- places and calendars ---

    def on_place_added(self, told: Row) -> None:
        for row in told["rows"]:
            if row.get("households"):
                self.households[row["code"]] = row["households"]

    def on_place_changed(self, told: Row) -> None:
        if told.get("households") is not None:
            self.households[told["place"]] = told["households"]

    def on_calendar_year_loaded(self, told: Row) -> None:
        layer = "" if told["layer"] == "cn" else told["layer"]
        self.years[layer, told["year"]] = [(a_day(row["date"]), row["kind"]) for row in told["days"]]

    # --- the line of a matter ---

    def on_matter_raised(self, told: Row) -> None:
        self.clock(told["whole_due"])
        matter = self.matters[told["matter"]] = {
            "id": told["matter"], "place": told["place"], "category": told["category"], "channel": told["channel"],
            "chain": self.chain, "raised": self.at, "accepted": None, "by_person": False, "closed": None, "branch": "",
            "round": 1, "into": None, "contested": False, "explained": None, "step_clock": None, "sent": {},
            "whole": told["whole_due"]["deadline"], "reached": defaultdict(set), "closings": {},
            "said": told["category"], "sorted": None,
        }  # fmt: skip
        self.reach(matter, told["milestones"])
        self.enter(matter, told["step"], told.get("step_due"))
        self.raising(told)

    def on_matter_joined(self, told: Row) -> None:
        self.raising(told)

    def raising(self, told: Row) -> None:
        self.raisings[told["raising"]] = {
            "id": told["raising"], "matter": told["matter"], "first": told["matter"], "channel": told["channel"],
            "raised": self.at, "person": told.get("person") or "", "anonymous": told.get("anonymous", False),
            "erased": False,
        }  # fmt: skip

    def on_matter_words_erased(self, told: Row) -> None:
        self.raisings[told["raising"]]["erased"] = True

    def on_matter_accepted(self, told: Row) -> None:
        matter = self.matters[told["matter"]]
        matter["accepted"], matter["by_person"] = self.at, self.actor.startswith("person:")

    def on_matter_sorted(self, told: Row) -> None:
        matter = self.matters[told["matter"]]
        matter["category"], matter["sorted"] = told["category"], matter["sorted"] or day_of(self.at)

    def on_matter_contested(self, told: Row) -> None:
        self.matters[told["matter"]]["contested"] = True

    def on_matter_branched(self, told: Row) -> None:
        if told.get("ref") and told["branch"] in ("pass_on", "escalate"):
            self.matters[told["matter"]]["sent"][told["ref"]] = {"on": day_of(self.at), "returned": False}

    def on_matter_pass_on_answered(self, told: Row) -> None:
        if told["answer"] == "returned":
            self.matters[told["matter"]]["sent"][told["ref"]]["returned"] = True

    def on_matter_merged(self, told: Row) -> None:
        for to in told["replies"]:
            self.reply(told["matter"], to, "interim")
        for raising in self.raisings.values():
            if raising["matter"] == told["matter"]:
                raising["matter"] = told["into"]
        self.matters[told["matter"]]["into"] = told["into"]

    def on_matter_unmerged(self, told: Row) -> None:
        key = told["matter"]
        self.matters[key]["into"] = None
        brought = {key}
        while more := {one for one, row in self.matters.items() if row["into"] in brought} - brought:
            brought |= more
        for raising in self.raisings.values():
            if raising["first"] in brought:
                raising["matter"] = key

    def move(self, matter: Row, told: Row) -> None:
        self.close_orders([matter["step_clock"]], "moved_on")
        matter["round"] += told["why"] == "reopen"
        self.reach(matter, told["milestones"])
        if told["then"] is None:
            matter["closed"], matter["step_clock"] = self.at, None
            return
        matter["closed"] = None
        matter["branch"] = told["then"].partition(":")[0] if ":" in told["then"] else ""
        self.enter(matter, told["then"], told.get("due"))

    def enter(self, matter: Row, step: str, due: Row | None) -> None:
        if step == "explain:said" and matter["explained"] is None:
            matter["explained"] = day_of(self.at)
        self.clock(due)
        matter["step_clock"] = due["deadline"] if due else None

    def reach(self, matter: Row, milestones: list[str]) -> None:
        for milestone in milestones:
            if milestone == "replied":
                matter["closings"].setdefault(matter["round"], day_of(self.at))
            matter["reached"][matter["round"]].add(milestone)

    # --- replies and ratings ---

    def on_matter_replied(self, told: Row) -> None:
        for to in told["replies"]:
            self.reply(told["matter"], to, told["kind"])

    def reply(self, matter: str, to: Row, kind: str) -> None:
        self.replies[to["reply"]] = {
            "matter": matter, "raising": to["raising"], "kind": kind, "round": self.matters[matter]["round"],
            "at": self.at, "human": self.actor.startswith("person:"),
            "arrived": self.at if to.get("delivered") else None, "failed": [], "attempted": False,
        }  # fmt: skip

    def on_matter_reply_delivered(self, told: Row) -> None:
        reply = self.replies[told["reply"]]
        self.dates[told["delivery"]] = {"matter": told["matter"], "on": day_of(self.at), "corrected": False}
        if told["succeeded"]:
            reply["arrived"] = reply["arrived"] or self.at
        else:
            reply["failed"].append(told["mode"])
            reply["attempted"] |= len(reply["failed"]) >= 3 and len(set(reply["failed"])) >= 2

    def on_matter_rated(self, told: Row) -> None:
        self.ratings.append(told)

    # --- the bench ---

    def on_matter_bench_noted(self, told: Row) -> None:
        self.dates[told["note"]] = {"matter": told["matter"], "on": day_of(self.at), "corrected": False}
        self.notes[told["note"]] = {
            "matter": told["matter"], "held": a_day(told["held_on"]), "where": told["where"],
            "outcome": told["outcome"], "noted": day_of(self.at), "answered": dict.fromkeys(told["dissents"], False),
        }  # fmt: skip

    def on_matter_dissent_answered(self, told: Row) -> None:
        for note in self.notes.values():
            if told["dissent"] in note["answered"]:
                note["answered"][told["dissent"]] = True

    def on_matter_verified(self, told: Row) -> None:
        self.dates[told["verification"]] = {"matter": told["matter"], "on": day_of(self.at), "corrected": False}

    def on_matter_decision_recorded(self, told: Row) -> None:
        if told.get("post_by"):
            self.decisions[told["decision"]] = {
                "matter": told["matter"], "by": a_day(told["post_by"]), "days": told["post_days"], "posted": [],
            }  # fmt: skip

    def on_matter_result_posted(self, told: Row) -> None:
        if told.get("of") in self.decisions:
            self.decisions[told["of"]]["posted"].append(told)

    def on_matter_corrected(self, told: Row) -> None:
        if told["of"] in self.dates:
            self.dates[told["of"]]["corrected"] = True
        if told["field"] == "held_on" and told["of"] in self.notes:
            self.notes[told["of"]]["held"] = a_day(told["now"])

    # --- clocks ---

    def clock(self, due: Row | None) -> None:
        if due:
            self.clocks[due["deadline"]] = {"due": a_day(due["due_on"]), "first": a_day(due["due_on"]), "pauses": {}}

    def on_matter_deadline_recomputed(self, told: Row) -> None:
        self.clocks[told["deadline"]]["due"] = a_day(told["new"])

    def on_matter_suspension_decided(self, told: Row) -> None:
        if told["granted"]:
            clock = self.clocks[told["deadline"]]
            clock["due"] = a_day(told["new"])
            clock["pauses"][told["suspension"]] = [self.at, moment(told["expires_at"])]

    def on_matter_suspension_ended(self, told: Row) -> None:
        clock = self.clocks[told["deadline"]]
        clock["due"] = a_day(told["new"])
        clock["pauses"][told["suspension"]][1] = self.at

    on_item_suspension_decided = on_matter_suspension_decided
    on_item_suspension_ended = on_matter_suspension_ended

    # --- work items ---

    def on_item_set(self, told: Row) -> None:
        self.clock(told["unit_due"])
        self.items[told["item"]] = {
            "id": told["item"], "matter": told["matter"], "set": self.at, "waiting": told["unit_due"]["deadline"],
            "cycles": [], "held": [], "dropped": None, "extended": [],
        }  # fmt: skip

    def on_item_claimed(self, told: Row) -> None:
        item = self.items[told["item"]]
        self.close_orders([item["waiting"]], "taken")
        item["held"].append({
            "unit": told["organisation"], "at": self.at, "how": told["how"], "returned": None,
            "outside": told.get("accepted_outside", False),
        })  # fmt: skip
        self.cycle(item, told["due"])

    def cycle(self, item: Row, due: Row) -> None:
        self.clock(due)
        item["cycles"].append({
            "unit": item["held"][-1]["unit"], "clock": due["deadline"], "from": self.at, "reported": None,
            "settled": None, "dropped": None, "returned": None,
        })  # fmt: skip

    def on_item_reopened(self, told: Row) -> None:
        self.cycle(self.items[told["item"]], told["due"])

    def on_item_returned(self, told: Row) -> None:
        item = self.items[told["item"]]
        item["cycles"][-1]["returned"] = item["held"][-1]["returned"] = self.at
        self.close_orders([item["cycles"][-1]["clock"]], "returned")

    def on_item_done(self, told: Row) -> None:
        self.items[told["item"]]["cycles"][-1]["reported"] = self.at

    def on_item_checked(self, told: Row) -> None:
        cycle = self.items[told["item"]]["cycles"][-1]
        if told["solved"]:
            cycle["settled"] = self.at
            self.close_orders([cycle["clock"]], "solved")
        else:
            cycle["reported"] = None

    def on_item_dropped(self, told: Row) -> None:
        item = self.items[told["item"]]
        item["dropped"], last = self.at, item["cycles"][-1] if item["cycles"] else None
        if last and last["returned"] is None:
            last["dropped"] = self.at
        holds = last["clock"] if last and last["returned"] is None else None
        self.close_orders([item["waiting"], holds], "dropped")

    def on_item_extension_decided(self, told: Row) -> None:
        if told["granted"]:
            item = self.items[told["item"]]
            self.clocks[item["cycles"][-1]["clock"]]["due"] = a_day(told["new"])
            item["extended"].append((a_day(told["new"]) - a_day(told["old"])).days)

    # --- supervision, call-backs, promises ---

    def on_order_issued(self, told: Row) -> None:
        self.orders[told["order"]] = told | {"issued": day_of(self.at), "answered": None, "closed": None, "ending": ""}

    def on_order_answered(self, told: Row) -> None:
        self.orders[told["order"]]["answered"] = day_of(self.at)

    def close_orders(self, clocks: list[str | None], ending: str) -> None:
        for order in self.orders.values():
            if order["deadline"] in clocks and order["closed"] is None and ending in order["ends"]:
                order["closed"], order["ending"] = day_of(self.at), ending

    def on_callback_drawn(self, told: Row) -> None:
        for call in told["calls"]:
            self.calls[call["callback"]] = call | {"on": None}

    def on_callback_made(self, told: Row) -> None:
        self.calls[told["callback"]] |= {
            "on": day_of(self.at),
            "reached": told["reached"],
            "answered": told["answered"],
            "solved": told["solved"],
        }

    def on_commitment_made(self, told: Row) -> None:
        self.promises[told["commitment"]] = {
            "unit": told["organisation"], "due": a_day(told["due_on"]), "confirmed": False,
            "items": dict.fromkeys(told["items"], ""),
        }  # fmt: skip

    def on_commitment_confirmed(self, told: Row) -> None:
        self.promises[told["commitment"]]["confirmed"] = True

    def on_commitment_items_added(self, told: Row) -> None:
        self.promises[told["commitment"]]["items"] |= dict.fromkeys(told["items"], "")

    def on_commitment_due_reached(self, told: Row) -> None:
        for line in told["lines"]:
            self.promises[told["commitment"]]["items"][line["item"]] = line["standing"]
