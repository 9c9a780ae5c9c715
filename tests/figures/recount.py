"""An independent recount: every figure of a place and period from an export alone, by rules written down a second time.

    python tests/figures/recount.py EXPORT.jsonl PLACE --from 2026-01-01 --to 2026-12-31 [--today DATE] > figures.json

It shares no code with the program. Beside the export it reads the published holiday tables and the list of categories,
which are data. Durations are kept as they are here and only put into bins at the end; the program adds bins.
"""

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.figures.recount_story import Row, Story, day_of, lines_of

SHELF = Path(__file__).resolve().parents[2] / "src" / "bandeng" / "shelf"
FUNNEL = ["raised", "sorted", "deliberated", "decided", "claimed", "solved", "replied", "rated"]
MINUTES = [0, 15, 30, 60, 120, 240, 480, 960, 1440, 2400, 4800, 9600, 19200]
DAYS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 45, 60, 90, 180, 365]


def under(place: str, above: str) -> bool:
    """Codes say where a place lies: official ones by their first digits, ours by what stands before a dot."""
    return place == above or (place.startswith(above) and (len(above) < 12 or place[len(above)] == "."))


@cache
def published() -> dict[tuple[str, int], list[tuple[date, str]]]:
    tables = {}
    for file in sorted((SHELF / "calendars").glob("*/*.toml")):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        tables[told["region"], told["year"]] = list(Workdays.days(told))
    return tables


class Workdays:
    """The published tables: the country's, above them the region's, above both what was loaded on the site."""

    def __init__(self, loaded: dict[tuple[str, int], list[tuple[date, str]]]) -> None:
        self.tables = sorted((published() | loaded).items(), key=lambda each: (len(each[0][0]), each[0][1]))
        self.kept: dict[str, dict[date, str]] = {}

    @staticmethod
    def days(told: Row) -> Iterable[tuple[date, str]]:
        for holiday in told["holiday"]:
            span = (holiday["to"] - holiday["from"]).days
            yield from ((holiday["from"] + timedelta(days=n), "rest") for n in range(span + 1))
            yield from ((day, "work") for day in holiday.get("work", ()))

    def works(self, chain: str, day: date) -> bool:
        if chain not in self.kept:
            here = [days for (region, _), days in self.tables if chain.startswith(region)]
            self.kept[chain] = {each: kind for days in here for each, kind in days}
        kind = self.kept[chain].get(day)
        return day.weekday() < 5 if kind is None else kind == "work"

    def after(self, chain: str, day: date, count: int) -> date:
        while count:
            day += timedelta(days=1)
            count -= self.works(chain, day)
        return day

    def minutes(self, chain: str, since: datetime, until: datetime) -> int:
        """Minutes between 9 and 17 in China on working days."""
        total, day = 0.0, day_of(since)
        while day <= day_of(until):
            if self.works(chain, day):
                opens = datetime.combine(day, time(1), since.tzinfo)
                total += max(min(opens + timedelta(hours=8), until) - max(opens, since), timedelta()).total_seconds()
            day += timedelta(days=1)
        return int(total) // 60


class Tally:
    """Counts of one figure; what is asked decides what comes in."""

    def __init__(self) -> None:
        self.n = self.N = 0
        self.among: Counter[str] = Counter()
        self.excluded: Counter[str] = Counter()
        self.values: list[int] = []

    def add(self, verdict: str, value: int | None = None) -> None:
        if verdict.startswith("-"):
            self.excluded[verdict[1:]] += 1
            return
        self.N += 1
        if verdict == "yes":
            self.n += 1
            self.values += [] if value is None else [value]
        elif verdict != "no":
            self.among[verdict] += 1

    def plain(self, edges: list[int] | None = None, mean: bool = False) -> Row:
        told: Row = {"n": self.n, "N": self.N}
        told |= {"among": dict(self.among)} if self.among else {}
        told |= {"excluded": dict(self.excluded)} if self.excluded else {}
        if edges and self.values:
            told |= {"median": quantile(self.values, 1, 2, edges), "p90": quantile(self.values, 9, 10, edges)}
        if mean and self.values:
            told |= {"sum": sum(self.values), "mean": round(sum(self.values) / len(self.values), 2)}
        return told

    @property
    def empty(self) -> bool:
        return self.N == 0 and not self.excluded


def quantile(values: list[int], part: int, of: int, edges: list[int]) -> int | None:
    """The value at that place of the sorted list, up to the next edge; none above the last."""
    place = -(-len(values) * part // of)
    exact = sorted(values)[place - 1]
    return next((edge for edge in edges if exact <= edge), None)


Filters = dict[str, str]


class Recount:
    """All figures of one place, period and filter."""

    def __init__(self, story: Story, place: str, first: date, to: date, today: date, only: Filters) -> None:
        self.story, self.place, self.first, self.last = story, place, first, min(to, today)
        self.only, self.work = only, Workdays(story.years)
        self.told: dict[str, Tally] = defaultdict(Tally)

    # --- what is asked ---

    def wants(self, matter: Row, *, unit: str | None = None, channel: str = "") -> bool:
        if not under(matter["place"], self.place):
            return False
        category, way = self.only.get("category"), self.only.get("channel")
        if category and matter["category"] not in classes().get(category, {category}):
            return False
        if way and (channel or matter["channel"]) != way:
            return False
        return not self.only.get("unit") or unit == self.only["unit"]

    def put(
        self, figure: str, matter: Row, day: date | None, verdict: str, value: int | None = None, **more: Any
    ) -> None:
        if day is not None and self.first <= day <= self.last and self.wants(matter, **more):
            self.told[figure].add(verdict, value)

    # --- matters ---

    def ending(self, matter: Row) -> str:
        if matter["into"]:
            return "merged"
        if not matter["closed"]:
            return ""
        said = [one for one in self.story.ratings if one["matter"] == matter["id"] and one["round"] == matter["round"]]
        if any(one["solved"] == "no" for one in said) or matter["branch"] == "reopen":
            return "not_solved"
        if matter["branch"]:
            names = {"explain": "explained", "not_accepted": "not_accepted", "withdraw": "withdrawn"}
            return names.get(matter["branch"], "otherwise")
        return "solved" if "solved" in matter["reached"][matter["round"]] else "otherwise"

    def matters(self) -> None:
        for matter in self.story.matters.values():
            ending, closed, merged = self.ending(matter), day_of(matter["closed"]), matter["into"] is not None
            last_day = self.story.clocks[matter["whole"]]["due"]
            out = ending in ("merged", "explained", "not_accepted", "withdrawn")
            solved = "yes" if ending == "solved" else f"-{ending}" if out else "no"
            self.put("resolution_rate", matter, min(closed or last_day, last_day), solved)
            for number, day in ({} if merged else matter["closings"]).items():
                self.put("reopen_recurrence", matter, day, "yes" if matter["round"] > number else "no")
            if closed and not merged:
                self.put("reopen_recurrence.recurrence", matter, closed, "yes" if self.again(matter) else "no")
                self.put("explain_close_rate_and_contest", matter, closed, "yes" if ending == "explained" else "no")
            self.explained(matter, ending, merged)
            for sent in matter["sent"].values():
                verdict = "yes" if sent["returned"] else "no"
                self.put("return_and_transfer_ping_pong.transfers", matter, sent["on"], verdict)
            self.funnel(matter, merged)

    def explained(self, matter: Row, ending: str, merged: bool) -> None:
        if matter["explained"] is None or merged:
            return
        contested = matter["contested"]
        self.put("explain_close_rate_and_contest.contested", matter, matter["explained"], "yes" if contested else "no")
        if contested:
            verdict = "-open" if not matter["closed"] else "no" if ending == "explained" else "yes"
            self.put("explain_close_rate_and_contest.overturned", matter, matter["explained"], verdict)

    def again(self, matter: Row) -> bool:
        until = matter["closed"] + timedelta(days=180)
        return any(
            other["id"] != matter["id"] and matter["closed"] < other["raised"] <= until
            and (other["place"], other["category"]) == (matter["place"], matter["category"])
            for other in self.story.matters.values()
        )  # fmt: skip

    def funnel(self, matter: Row, merged: bool) -> None:
        raised = day_of(matter["raised"])
        if merged:
            self.put("conversion_funnel", matter, raised, "-merged")
            return
        ever = {"raised"}.union(*matter["reached"].values())
        now = matter["reached"][matter["round"]]
        rated = any(one["matter"] == matter["id"] and one["round"] == matter["round"] for one in self.story.ratings)
        self.put("conversion_funnel", matter, raised, "yes")
        for point in FUNNEL:
            stands = rated if point == "rated" else point in (now if point in ("solved", "replied") else ever)
            self.put(f"conversion_funnel.{point}", matter, raised, "yes" if stands else "no")
        self.put("hot_spots.self_found", matter, raised, "yes" if matter["channel"] == "grid" else "no")

    # --- raisings ---

    def people(self) -> None:
        replies: dict[str, list[Row]] = defaultdict(list)
        for reply in self.story.replies.values():
            replies[reply["raising"]].append(reply)
        known: set[str] = set()
        before: set[str] = set()
        for raising in self.story.raisings.values():
            matter, own = self.story.matters[raising["matter"]], replies[raising["id"]]
            self.answered(raising, matter, own)
            self.complete(raising, matter, own)
            day = day_of(raising["raised"])
            who = (
                "-erased" if raising["erased"] else "-anonymous" if raising["anonymous"]
                else "yes" if raising["person"] else "-unnamed"
            )  # fmt: skip
            self.put("participation_breadth", matter, day, who, channel=raising["channel"])
            if who == "yes" and self.wants(matter, channel=raising["channel"]) and self.first <= day <= self.last:
                known.add(raising["person"])
            if who == "yes" and under(matter["place"], self.place) and day < self.first:
                before.add(raising["person"])
        self.known, self.firsts = known, known - before

    def answered(self, raising: Row, matter: Row, own: list[Row]) -> None:
        first, way = self.story.matters[raising["first"]], raising["channel"]
        accepted = first["accepted"] or matter["accepted"]
        contacts = [first["accepted"]] if first["accepted"] and first["by_person"] else []
        contacts += [one["arrived"] for one in own if one["human"] and one["arrived"] and one["kind"] != "receipt"]
        contact = min((at for at in contacts if at >= raising["raised"]), default=None)
        raised = day_of(raising["raised"])
        if accepted is None:
            self.put("response_rate", matter, raised, "-not_accepted", channel=way)
        else:
            limit = self.work.after(matter["chain"], raised, 2)
            verdict = "yes" if contact and day_of(contact) <= limit else "no"
            self.put("response_rate", matter, day_of(max(accepted, raising["raised"])), verdict, channel=way)
        minutes = self.work.minutes(matter["chain"], raising["raised"], contact) if contact else None
        self.put("first_response_time", matter, raised, "yes" if contact else "no", minutes, channel=way)

    def complete(self, raising: Row, matter: Row, own: list[Row]) -> None:
        if not matter["closed"] or matter["into"]:
            return
        finals = [
            one for one in own
            if one["kind"] == "final" and one["matter"] == matter["id"] and one["round"] == matter["round"]
        ]  # fmt: skip
        verdict = "yes" if any(one["arrived"] for one in finals) else "no"
        if verdict == "no" and any(one["attempted"] for one in finals):
            verdict = "attempted"
        self.put("reply_completeness", matter, day_of(matter["closed"]), verdict, channel=raising["channel"])

    def satisfaction(self) -> None:
        said = {(one["matter"], one["raising"], one["round"]): one["satisfied"] for one in self.story.ratings}
        first: dict[tuple[str, str, int], Row] = {}
        for reply in self.story.replies.values():
            if reply["kind"] == "final":
                first.setdefault((reply["matter"], reply["raising"], reply["round"]), reply)
        for key, reply in first.items():
            word = said.get(key)
            verdict = {None: "-no_answer", "yes": "yes", "partly": "partly"}.get(word, "no")
            matter, way = self.story.matters[reply["matter"]], self.story.raisings[reply["raising"]]["channel"]
            self.put("satisfaction", matter, day_of(reply["at"]), verdict, channel=way)
            rated = "yes" if word else "no"
            self.put("satisfaction.coverage", matter, day_of(reply["at"]), rated, channel=way)

    # --- work items ---

    def work_items(self) -> None:
        for item in self.story.items.values():
            matter, held = self.story.matters[item["matter"]], item["held"]
            spot = "yes" if held and held[0]["how"] == "on_the_spot" else "no"
            self.put(
                "claim_on_the_spot_rate", matter, day_of(item["set"]), spot, unit=held[0]["unit"] if held else None
            )
            for one in held:
                self.put(
                    "return_and_transfer_ping_pong", matter, day_of(one["at"]), "yes" if one["returned"] else "no",
                    unit=one["unit"],
                )  # fmt: skip
                outside = one["outside"] and one is held[-1] and not one["returned"]
                self.put(
                    "cross_duty_load_on_community", matter, day_of(one["at"]), "yes" if outside else "no",
                    unit=one["unit"],
                )  # fmt: skip
            if held:
                self.held(item, matter)
            for number, cycle in enumerate(item["cycles"]):
                following = item["cycles"][number + 1]["from"] if number + 1 < len(item["cycles"]) else None
                self.cycle(item, matter, cycle, following)
            self.unclaimed(item, matter)

    def held(self, item: Row, matter: Row) -> None:
        last, clocks = item["held"][-1], [self.story.clocks[one["clock"]] for one in item["cycles"]]
        if not last["returned"]:
            self.put(
                "return_and_transfer_ping_pong.hops", matter, day_of(last["at"]), "yes", len(item["held"]),
                unit=last["unit"],
            )  # fmt: skip
        start, unit = day_of(item["held"][0]["at"]), last["unit"]
        verdict = "yes" if item["extended"] else "no"
        self.put("extension_suspension_rate", matter, start, verdict, sum(item["extended"]), unit=unit)
        pauses = [span for clock in clocks for span in clock["pauses"].values()]
        self.put("extension_suspension_rate.suspension", matter, start, "yes" if pauses else "no", unit=unit)

    def cycle(self, item: Row, matter: Row, cycle: Row, following: datetime | None) -> None:
        clock, unit, begun = self.story.clocks[cycle["clock"]], cycle["unit"], day_of(cycle["from"])
        settled, dropped, returned = (day_of(cycle[word]) for word in ("settled", "dropped", "returned"))
        over = None if settled or dropped or returned else day_of(following or matter["closed"])
        ends = settled or dropped or returned or over
        for figure, due in (("on_time_rate", clock["first"]), ("on_time_rate.extended", clock["due"])):
            in_time = cycle["reported"] and day_of(cycle["reported"]) <= due
            verdict = "no"
            if settled:
                verdict = "yes" if settled <= due else "checked_later" if in_time else "no"
            elif ends and ends <= due:
                verdict = "-dropped" if dropped else "-returned" if returned else "-matter_ended"
            self.put(figure, matter, due, verdict, unit=unit)
        if settled:
            still = sum(
                (day_of(min(until, cycle["settled"])) - day_of(since)).days for since, until in clock["pauses"].values()
            )
            days = (settled - begun).days
            self.put("on_time_rate.gross", matter, settled, "yes", days, unit=unit)
            self.put("on_time_rate.net", matter, settled, "yes", max(days - still, 0), unit=unit)
        self.stock(matter, unit, begun, ends, clock["due"], day_of(cycle["reported"]))

    def stock(self, matter: Row, unit: str, begun: date, ends: date | None, due: date, reported: date | None) -> None:
        if not self.wants(matter, unit=unit):
            return
        if begun <= self.last and (ends is None or ends > self.last):
            self.told["overdue_stock_and_age"].N += 1
        stops = min((day for day in (reported, ends) if day), default=None)
        if due < self.last and (stops is None or stops > self.last):
            self.told["overdue_stock_and_age"].n += 1
            self.told["overdue_stock_and_age"].values.append((self.last - due).days)

    def unclaimed(self, item: Row, matter: Row) -> None:
        take_by = self.story.clocks[item["waiting"]]["due"]
        starts = [item["set"], *(one["returned"] for one in item["held"] if one["returned"])]
        ends = [one["at"] for one in item["held"]]
        if len(ends) < len(starts):
            ends.append(item["dropped"] or matter["closed"])
        for start, end in zip(starts, ends, strict=True):
            late = max(day_of(start), take_by + timedelta(days=1))
            if self.wants(matter) and late <= self.last and (end is None or day_of(end) > self.last):
                self.told["overdue_stock_and_age.unclaimed"].add("yes")

    # --- the rest ---

    def bench(self) -> None:
        first: dict[str, date] = {}
        activities = set()
        for note in self.story.notes.values():
            matter, day = self.story.matters[note["matter"]], note["held"]
            first[matter["id"]] = min(first.get(matter["id"], day), day)
            self.put("deliberation_yield.topics", matter, day, "no" if note["outcome"] == "none" else "yes")
            if self.first <= day <= self.last and self.wants(matter):
                activities.add((matter["chain"], day, note["where"]))
            for answered in note["answered"].values():
                self.put("dissent_answered", matter, note["noted"], "yes" if answered else "no")
        for key, day in first.items():
            matter = self.story.matters[key]
            verdict = "yes" if self.ending(matter) == "solved" else "no"
            self.put("deliberation_yield.solved", matter, day, verdict)
        if activities:
            whole = self.told["deliberation_yield"]
            whole.n, whole.N = self.told["deliberation_yield.solved"].n, len(activities)

    def supervision(self) -> None:
        for order in self.story.orders.values():
            matter, unit, due = self.story.matters[order["matter"]], order.get("organisation"), order["due_on"]
            due, closed = date.fromisoformat(due), order["closed"]
            verdict = "yes" if order["answered"] and order["answered"] <= due else "no"
            if not order["answered"] and closed and closed <= due:
                verdict = "-ended_first"
            self.put("supervision_effect", matter, due, verdict, unit=unit)
            days = (closed - order["issued"]).days if order["ending"] == "solved" else None
            done = "no" if days is None else "yes"
            self.put("supervision_effect.done", matter, order["issued"], done, days, unit=unit)
        for call in self.story.calls.values():
            if call["on"]:
                said = call["solved"] if call["claim"] == "solved" else call["answered"]
                verdict = {"no": "yes", "partly": "partly"}.get(said, "no") if call["reached"] else "-not_reached"
                matter = self.story.matters[call["matter"]]
                way = self.story.raisings[call["raising"]]["channel"]
                self.put("call_back_honesty", matter, call["on"], verdict, channel=way)

    def promises(self) -> None:
        for promise in self.story.promises.values():
            for key, stood in promise["items"].items() if promise["confirmed"] else ():
                item = self.story.items[key]
                kept = any(one["settled"] and day_of(one["settled"]) <= promise["due"] for one in item["cycles"])
                word = stood or ("done" if kept else "late")
                verdict = {"done": "yes", "late": "no", "dropped": "-dropped", "passed_on": "-passed_on"}.get(
                    word, word
                )
                matter = self.story.matters[item["matter"]]
                self.put("commitment_fulfilment", matter, promise["due"], verdict, unit=promise["unit"])

    def publicity(self) -> None:
        for told in self.story.decisions.values():
            lacks = set()
            for posting in told["posted"]:
                since, until = date.fromisoformat(posting["posted_on"]), date.fromisoformat(posting["until"])
                if not posting["photos"]:
                    lacks.add("no_photo")
                elif until < since + timedelta(days=told["days"]):
                    lacks.add("short")
                else:
                    lacks.add("late" if since > told["by"] else "yes")
            best = [word for word in ("yes", "late", "short", "no_photo") if word in lacks]
            self.put("publicity_compliance", self.story.matters[told["matter"]], told["by"], [*best, "no"][0])

    def quality(self) -> None:
        for matter in self.story.matters.values():
            coded = len(matter["chain"]) == 12 and matter["chain"].isdecimal()
            self.put("data_quality", matter, day_of(matter["raised"]), "yes" if coded else "no")
            changed = "yes" if matter["category"] != matter["said"] else "no"
            self.put("data_quality.category_changed", matter, matter["sorted"], changed)
        for told in self.story.dates.values():
            verdict = "yes" if told["corrected"] else "no"
            self.put("data_quality.corrected", self.story.matters[told["matter"]], told["on"], verdict)

    # --- told ---

    def figures(self) -> Row:
        for count in (
            self.matters,
            self.people,
            self.satisfaction,
            self.work_items,
            self.bench,
            self.supervision,
            self.promises,
            self.publicity,
            self.quality,
        ):
            count()
        found: Row = {}
        for name, tally in self.told.items():
            key, _, part = name.partition(".")
            edges = {"first_response_time": MINUTES, "overdue_stock_and_age": DAYS}.get(name)
            edges = DAYS if part in ("gross", "net", "done") else edges
            plain = tally.plain(edges, mean=part == "hops" or name == "extension_suspension_rate")
            if not tally.empty or tally.n:
                found.setdefault(key, {}).update({part: plain} if part else plain)
        return self.finished(found)

    def finished(self, found: Row) -> Row:
        """Those that are no ratio by themselves."""
        if funnel := found.get("conversion_funnel"):
            left_out = funnel.get("excluded", {})
            points = {point: funnel[point] for point in FUNNEL if point in funnel}
            found["conversion_funnel"] = points | {"excluded": left_out}
        if people := found.get("participation_breadth"):
            count = len(self.known)
            firsts = {"first_timers": {"n": len(self.firsts), "N": count}} if count else {}
            found["participation_breadth"] = {"people": count, "excluded": people.get("excluded", {}), **firsts}
        if spots := found.get("hot_spots"):
            spots["spots"] = self.spots()
        return found

    def spots(self) -> list[Row]:
        wide = len(self.place) < 12
        counted: Counter[tuple[str, str]] = Counter()
        for matter in self.story.matters.values():
            if matter["into"] is None and self.first <= day_of(matter["raised"]) <= self.last and self.wants(matter):
                counted[matter["place"].partition(".")[0] if wide else matter["place"], matter["category"]] += 1
        rows = []
        for (place, category), n in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:10]:
            known = self.story.households.get(place)
            rate = {"per_1000_households": round(n * 1000 / known, 1)} if known else {}
            rows.append({"place": place, "category": category, "n": n, **rate})
        return rows


@cache
def classes() -> dict[str, set[str]]:
    told = tomllib.loads((SHELF / "categories.toml").read_text(encoding="utf-8"))["category"]
    return {row["key"]: {row["key"], *(part["key"] for part in row.get("parts", ()))} for row in told}


def recount(file: Path, place: str, first: date, to: date, today: date, only: Filters | None = None) -> Row:
    """All figures from an export, as `bandeng figures --json` has them under "figures", without histograms."""
    return Recount(Story(lines_of(file)), place, first, to, today, only or {}).figures()


def main() -> int:
    parser = argparse.ArgumentParser(description="count every figure again from an export alone")
    parser.add_argument("file", type=Path)
    parser.add_argument("place")
    parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
    parser.add_argument("--to", type=date.fromisoformat, required=True)
    parser.add_argument("--today", type=date.fromisoformat, help="the last day counted; that of the export by default")
    for name in ("unit", "category", "channel"):
        parser.add_argument(f"--{name}", default="")
    args = parser.parse_args()
    header = json.loads(args.file.read_text(encoding="utf-8").partition("\n")[0])
    today = args.today or day_of(datetime.fromisoformat(header["time"].replace("Z", "+00:00")))
    only = {"unit": args.unit, "category": args.category, "channel": args.channel}
    told = recount(args.file, args.place, args.first, args.to, today, only)
    print(json.dumps({"place": args.place, "figures": told}, ensure_ascii=False, indent=2, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
