"""The story of a matter in sentences: one per act, by its verb. Rooms above tell their own acts through `tells`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bandeng.matters import queries
from bandeng.matters.models import Kind, Matter, Reach
from bandeng.matters.queries.photos import photo_href
from bandeng.matters.showing import in_words
from bandeng.people.acting import Actor
from bandeng.shell.dates import say_day

Told = Mapping[str, Any]
Sentence = Callable[[Told], str]

ALIKE: Mapping[str, Promise] = {
    "matter.joined": gettext_lazy("%(n)s others have the same trouble"),
    "matter.reply_delivered": gettext_lazy("A reply was handed over or tried %(n)s times"),
}
_SENTENCES: dict[str, Sentence | Promise] = {}


def tells(sentences: Mapping[str, Sentence | Promise]) -> None:
    """Say how acts are told: a fixed sentence, or a function of what the act tells."""
    _SENTENCES.update(sentences)


def day_in_words(iso: str) -> str:
    """A day of an act as people say it."""
    day = date.fromisoformat(iso)
    return say_day(day, today=day)


@dataclass(frozen=True)
class Photo:
    """A picture as `{% story %}` takes it."""

    href: str
    alt: str


@dataclass(frozen=True)
class StoryLine:
    """One line as `{% story %}` takes it; `slim` when it only says that the matter moved on."""

    text: str
    at: datetime
    who: str
    note: str
    photos: tuple[Photo, ...]
    slim: bool = False


def story(matter: Matter, actor: Actor) -> list[StoryLine]:
    """What happened, newest first, in the reader's language; what nobody tells is left out."""
    lines = [line for line in queries.story(matter, actor, oldest_first=False) if line.what in _SENTENCES]
    steps = _step_names(matter)
    return [_together(list(same), steps) for _key, same in groupby(lines, key=_sort_of)]


def _step_names(matter: Matter) -> Mapping[str, str]:
    return {key: in_words(step.name) for key, step in queries.read_process(matter.process).steps.items()}


def _sort_of(line: queries.Line) -> object:
    """Lines in a row that tell the same and nothing of their own become one: who joined, which replies arrived."""
    return line.what if line.what in ALIKE else line.entry


def _together(lines: list[queries.Line], steps: Mapping[str, str]) -> StoryLine:
    newest = _line(lines[0], steps)
    if len(lines) == 1:
        return newest
    text = str(ALIKE[lines[0].what]) % {"n": len(lines)}
    return StoryLine(text, newest.at, "", "", tuple(photo for line in lines for photo in _line(line, steps).photos))


def _line(line: queries.Line, steps: Mapping[str, str]) -> StoryLine:
    sentence = _SENTENCES[line.what]
    text = sentence({**line.told, "steps": steps}) if callable(sentence) else str(sentence)
    photos = tuple(Photo(photo_href(each), _("Picture %(n)s") % {"n": n}) for n, each in enumerate(line.photos, 1))
    return StoryLine(text, line.at, _who(line), _note(line), photos, slim=line.what == "matter.step_completed")


def _who(line: queries.Line) -> str:
    if line.kind == "system":
        return _("by itself, by rule")
    if line.kind in ("receipt", "public"):
        return _("a raiser")
    return line.who or _("a resident")


def _note(line: queries.Line) -> str:
    """The free words of an act, where it has any that are not in the sentence itself."""
    words = [str(line.told[name]) for name in ("finding", "opinion", "text", "reason", "ground") if line.told.get(name)]
    return "\n".join(words)


def _moved(told: Told) -> str:
    then = told["move"]["then"]
    if then is None:
        return _("The matter came to its end")
    name = told["steps"].get(then)
    return _("It came to the step: %(step)s") % {"step": name} if name else _("The step was completed")


def _branched(told: Told) -> str:
    return {
        "explain": _("It is explained to the raisers why it cannot be done"),
        "not_accepted": _("It was not accepted"),
        "pass_on": _("It was passed on to %(to)s") % {"to": told.get("to", "")},
        "escalate": _("It was taken to %(to)s") % {"to": told.get("to", "")},
        "mediate": _("It goes to mediation"),
        "withdraw": _("It was withdrawn"),
        "reopen": _("It was opened again"),
    }.get(told["branch"], _("It took another way"))


def _verified(told: Told) -> str:
    return _("Somebody went to look on %(day)s") % {"day": day_in_words(told["visited_on"])}


def _benched(told: Told) -> str:
    outcomes = {
        "consensus": _("agreed"), "partial": _("agreed in part"), "none": _("not agreed"),
        "advisory": _("advice given"),
    }  # fmt: skip
    return _("Talked over on the bench on %(day)s: %(outcome)s") % {
        "day": day_in_words(told["held_on"]), "outcome": outcomes[told["outcome"]],
    }  # fmt: skip


def _replied(told: Told) -> str:
    return {
        Kind.RECEIPT: _("A receipt was given"),
        Kind.PROGRESS: _("Word on how it goes was given to the raisers"),
        Kind.INTERIM: _("An interim reply was given to the raisers"),
        Kind.FINAL: _("The final reply was given to the raisers"),
    }[Kind(told["kind"])]


def _delivered(told: Told) -> str:
    mode = str(Reach(told["mode"]).label)
    if told["succeeded"]:
        return _("A reply reached a raiser (%(how)s)") % {"how": mode}
    return _("A reply was tried and did not reach its raiser (%(how)s)") % {"how": mode}


def _rated(told: Told) -> str:
    said = {"yes": _("solved"), "partly": _("partly solved"), "no": _("not solved")}[told["solved"]]
    return _("A raiser rated: %(said)s") % {"said": said}


def _answered(told: Told) -> str:
    return {
        "acknowledged": _("Whoever it was passed on to has taken it"),
        "returned": _("It came back from where it was passed on to"),
        "result": _("There is a result from where it was passed on to"),
    }.get(told["answer"], _("There is word from where it was passed on to"))


def _recomputed(told: Told) -> str:
    return _("A newly published holiday table moved a date from %(old)s to %(new)s") % {
        "old": day_in_words(told["old"]), "new": day_in_words(told["new"]),
    }  # fmt: skip


def _corrected(told: Told) -> str:
    return _("Correction: a date in the record said %(was)s and now says %(now)s") % {
        "was": day_in_words(told["was"]), "now": day_in_words(told["now"]),
    }  # fmt: skip


def paused(told: Told) -> str:
    """A pause was asked for; rooms above say the same of their clocks."""
    return _("It was asked that the clock stand still until %(day)s") % {"day": day_in_words(told["review_on"])}


def pause_decided(told: Told) -> str:
    """It was allowed, with the dates before and after, or not."""
    if not told["granted"]:
        return _("The clock was not stopped")
    if told["old"] == told["new"]:
        return _("The clock stands still for a while; the date stays %(new)s") % {"new": day_in_words(told["new"])}
    return _("The clock stands still for a while: from %(old)s to %(new)s") % {
        "old": day_in_words(told["old"]), "new": day_in_words(told["new"]),
    }  # fmt: skip


def pause_ended(told: Told) -> str:
    """It ended before its review date."""
    return _("The clock runs on; the date is %(new)s now") % {"new": day_in_words(told["new"])}


def _decided(told: Told) -> str:
    bodies = {
        "owners": _("the owners"), "affected_owners": _("the affected owners"),
        "residents": _("the residents' meeting"), "villagers": _("the villagers"),
        "party_members": _("the party members' meeting"), "landlord": _("the housing authority"),
    }  # fmt: skip
    words = {"body": bodies.get(told["body"], _("another body")), "day": day_in_words(told["decided_on"])}
    if told["passed"]:
        return _("Decided on %(day)s by %(body)s: for it") % words
    return _("Decided on %(day)s by %(body)s: not passed") % words


def _posted(told: Told) -> str:
    return _("Made public on %(day)s, until %(until)s") % {
        "day": day_in_words(told["posted_on"]), "until": day_in_words(told["until"]),
    }  # fmt: skip


def _posting_closed(told: Told) -> str:
    if told.get("objections"):
        return _("The days of the notice are over; what was objected has its answer")
    return _("The days of the notice are over; nobody objected")


def _step_noted(told: Told) -> str:
    return {
        "notice": _("Everybody was called together in time"),
        "poll": _("The result of a poll was noted"),
        "opinions": _("The opinions collected were noted"),
        "research": _("What the visits found was noted"),
        "agreement": _("Both sides agreed") if told.get("good") else _("The two sides did not agree"),
        "acknowledgement": _("The other body took it over")
        if told.get("good")
        else _("The other body did not take it"),
        "result": _("The other body answered"),
        "target_replied": _("The other matter has its answer"),
        "pre_study": _("The party organisation studied it"),
    }.get(told["fact"], _("What was done was noted"))


tells(
    {
        "matter.decision_recorded": _decided,
        "matter.result_posted": _posted,
        "matter.posting_closed": _posting_closed,
        "matter.step_noted": _step_noted,
        "matter.guards_told": gettext_lazy("What is true of it was told anew"),
        "matter.process_changed": gettext_lazy("It follows another process from now on"),
        "matter.suspension_asked": paused,
        "matter.suspension_decided": pause_decided,
        "matter.suspension_ended": pause_ended,
        "matter.raised": gettext_lazy("It was raised"),
        "matter.joined": gettext_lazy("Somebody else has the same trouble"),
        "matter.receipt_found": gettext_lazy("A lost receipt was found again at the desk"),
        "matter.accepted": gettext_lazy("It was read and accepted"),
        "matter.summary_changed": gettext_lazy("The public summary was changed"),
        "matter.sealed": lambda told: _("It was sealed") if told["sealed"] else _("It was opened to the public"),
        "matter.verified": _verified,
        "matter.sorted": gettext_lazy("It was decided how it goes on"),
        "matter.bench_noted": _benched,
        "matter.dissent_answered": gettext_lazy("A view that differed was answered"),
        "matter.step_completed": _moved,
        "matter.branched": _branched,
        "matter.pass_on_answered": _answered,
        "matter.merged": gettext_lazy("It goes on together with another matter"),
        "matter.unmerged": gettext_lazy("It goes on by itself again"),
        "matter.replied": _replied,
        "matter.reply_delivered": _delivered,
        "matter.rated": _rated,
        "matter.contested": gettext_lazy("A raiser does not agree with the explanation; somebody else looks again"),
        "matter.withdrawn": gettext_lazy("A raiser took their words back"),
        "matter.deadline_recomputed": _recomputed,
        "matter.handed_over": gettext_lazy("It was handed over to a colleague"),
        "matter.taken_up": gettext_lazy("Somebody took it in hand"),
        "matter.corrected": _corrected,
        "matter.reviewed": gettext_lazy("Reviewed"),
        "matter.made_safe": gettext_lazy("The danger was dealt with"),
        "matter.words_erased": gettext_lazy("A raiser had their words erased"),
    }
)
