"""A case's first words, from the matter's own record: what was asked, which step took how long, what it cost.

Only what everybody may read of the matter anyway goes in: no raiser's words, no note, no letter. In the site's
language, since everybody on it reads the same case.
"""

from django.conf import settings
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bandeng.commitments.models import Extension, Help, Money, PartialDelivery
from bandeng.commitments.queries.money import source
from bandeng.core.deadline import local_day
from bandeng.core.papers import shelf
from bandeng.documents.models import Document
from bandeng.exchange import queries
from bandeng.matters import queries as matters
from bandeng.matters import showing
from bandeng.matters.models import Kind, Matter, Pause


def first_words(matter: Matter) -> dict[str, str]:
    """The texts of a draft by name; what the record does not say is empty."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "title": matter.title, "problem": matter.summary, "steps": _steps(matter), "outcome": _outcome(matter),
            "cost": _cost(matter), "time": _time(matter), "papers": _papers(matter), "pitfalls": _pitfalls(matter),
        }  # fmt: skip


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}


def _steps(matter: Matter) -> str:
    process = matters.read_process(matter.process)
    lines = []
    for visit in matter.visits.order_by("entered_at", "pk"):
        step = process.step(visit.step)
        until = visit.left_at or matter.closed_at
        took = (local_day(until) - local_day(visit.entered_at)).days if until else 0
        lines.append(_("%(step)s: %(days)s") % {"step": showing.in_words(step.name), "days": _days(took)})
    return "\n".join(lines)


def _outcome(matter: Matter) -> str:
    return next((each.text for each in matters.official_replies(matter) if each.kind == Kind.FINAL), "")


def _cost(matter: Matter) -> str:
    rows = Money.objects.filter(item__matter=matter, amount_fen__isnull=False).exclude(amount_fen=0)
    lines = []
    for row in rows.values("source").annotate(fen=Sum("amount_fen")).order_by("source"):
        told = source(row["source"])
        name = showing.in_words(told.name) if told else _("source not told")
        lines.append(_("%(source)s: %(sum)s yuan") % {"source": name, "sum": f"{row['fen'] / 100:.2f}"})
    hands = Help.objects.filter(item__matter=matter).aggregate(people=Sum("people"), minutes=Sum("minutes"))
    if hands["people"]:
        lines.append(_("Hands lent: %(people)s, %(hours)s hours") % {
            "people": hands["people"], "hours": round((hands["minutes"] or 0) / 60, 1),
        })  # fmt: skip
    return "\n".join(lines)


def _time(matter: Matter) -> str:
    days = queries.days_of(matter)
    return "" if days is None else _("From raised to ended: %(days)s") % {"days": _days(days)}


def _papers(matter: Matter) -> str:
    kinds = Document.objects.filter(matter=matter).order_by("kind").values_list("kind", flat=True).distinct()
    language = "en" if settings.LANGUAGE_CODE.startswith("en") else "zh"
    return "\n".join(shelf()[kind].name[language] for kind in kinds if kind in shelf())


def _pitfalls(matter: Matter) -> str:
    items = {"item__matter": matter}
    counted = (
        (_("Taken up again after a reply: %(n)s"), matter.round - 1),
        (_("More time was granted: %(n)s"), Extension.objects.filter(**items, granted=True).count()),
        (_("Delivered in part first: %(n)s"), PartialDelivery.objects.filter(**items).count()),
        (_("The clock stood still: %(n)s"), Pause.objects.filter(deadline__matter=matter, granted=True).count()),
    )
    return "\n".join(words % {"n": count} for words, count in counted if count)
