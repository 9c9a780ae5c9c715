"""Raising a matter, and joining one: in three screens at most, without an account, with and without JavaScript."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from bandeng.core.categories import classes
from bandeng.core.refusal import Refusal
from bandeng.matters import actions, queries
from bandeng.matters.actions.intake import MOST_PHOTOS, Raised
from bandeng.matters.forms.raising import SCREENS, Join, Raise, Told, keep_photos, kept_photos
from bandeng.matters.models import Channel, Matter, Severity
from bandeng.matters.views.speaking import speak_for
from bandeng.people import limits
from bandeng.places.models import Level, Place
from bandeng.places.queries import by_code, community_of, subtree
from bandeng.records.models import Evidence
from bandeng.records.photos import take_photo
from bandeng.shell.http import Request
from bandeng.shell.refusals import say, status

SHOWN_LEVELS = [Level.COMMUNITY, Level.COMPOUND, Level.BUILDING, Level.UNIT]
A_DAY = 24 * 3600


def place_or_404(request: Request, code: str) -> Place:
    """The place of the address, and its community as the one the page speaks for."""
    place = by_code(code)
    community = community_of(place) if place else None
    if place is None or community is None or place.valid_to:
        raise Http404
    speak_for(request, community, "take_part")
    return place


def places_for(place: Place) -> list[Place]:
    """What the reader may choose from: the place of the door they scanned first, then its whole community."""
    choices = list(subtree(place.chain).filter(level__in=SHOWN_LEVELS, valid_to=None))
    return [place, *(each for each in choices if each.pk != place.pk)]


@never_cache
def raise_matter(request: Request, code: str) -> HttpResponse:
    """Say what is wrong: what happened, where, check and send."""
    place = place_or_404(request, code)
    known: dict[str, Any] = {"places": places_for(place), "categories": classes()}
    if request.method != "POST":
        return _screen(request, Raise(**known), "say", place)
    at = request.POST.get("screen", "say")
    if at not in SCREENS:
        raise Http404
    form, refused = with_photos(request, Raise(request.POST, **known))
    if (back := request.POST.get("back", "")) in SCREENS:
        return _screen(request, Raise(initial=form.data.dict(), **known), back, place)
    form.until(at)
    if refused or not form.is_valid():
        return _screen(request, form, _first_wrong(form, at), place, refused, code=422)
    if at != "check":
        following = list(SCREENS)[list(SCREENS).index(at) + 1]
        return _screen(request, Raise(initial=form.data.dict(), **known), following, place)
    return _send(request, form, place)


def _send(request: Request, form: Raise, place: Place) -> HttpResponse:
    told = form.cleaned_data
    try:
        limits.spend("raise", limits.address_of(request), most=20)
        done = actions.raise_matter(
            place=Place.objects.get(pk=told["place"]), words=told["words"], category=told["category"],
            severity=Severity.LIFE_SAFETY if told["danger"] else Severity.NORMAL, sealed=told["sealed"],
            actor=request.actor, at=timezone.now(), once=told["once"], **_raiser(request, form),
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _screen(request, form, "check", place, code=status(no.code))
    return _receipt(done)


def _receipt(done: Raised) -> HttpResponse:
    return redirect("matters:receipt", done.code, permanent=False)


def _raiser(request: Request, form: Told) -> dict[str, Any]:
    told = form.cleaned_data
    named = bool(told["name"] or told["phone"] or told["email"] or request.actor.person)
    return {
        "channel": Channel.QR if request.GET.get("via") == "qr" else Channel.WEB,
        "reach": told["reach"] or "page",
        "anonymous": not named,
        "name": told["name"], "phone": told["phone"], "email": told["email"],
        "photos": kept_photos(told["kept"]),
        "consent": form.helped() if request.kiosk else "",
    }  # fmt: skip


def _first_wrong(form: Raise, at: str) -> str:
    """The screen to show again: the earliest that has a mistake."""
    wrong = set(form.errors)
    return next((screen for screen in SCREENS if wrong.intersection(SCREENS[screen])), at)


def with_photos(request: Request, form: Any) -> tuple[Any, str]:
    """The form with the pictures of this request taken in, and a sentence when one was refused."""
    kept, refused = kept_photos(request.POST.get("kept", "")), ""
    kept = [digest for digest in kept if f"drop-{digest}" not in request.POST]
    uploads = request.FILES.getlist("photos")
    try:
        if uploads:
            limits.spend("photo", limits.address_of(request), most=60)
        if len(kept) + len(uploads) > MOST_PHOTOS:
            raise Refusal("too_many_photos", most=MOST_PHOTOS)
        kept += [take_photo(upload, at=timezone.now()).sha256 for upload in uploads if upload.file]
    except Refusal as no:
        refused = say(no)
    data = request.POST.copy()
    data["kept"] = keep_photos(list(dict.fromkeys(kept)))
    form.data = data
    return form, refused


def _screen(
    request: Request, form: Raise, name: str, place: Place, refused: str = "", *, code: int = 200
) -> HttpResponse:
    words = str(form["words"].value() or "")
    context = {
        "form": form, "screen": name, "number": list(SCREENS).index(name) + 1, "fields": form.screen(name),
        "riding": form.riding(name), "spot": place, "refused": refused, "photos": photos_of(form),
        "similar": queries.similar(place, words) if name == "where" and words else [],
        "danger": bool(form["danger"].value()), "most_photos": MOST_PHOTOS,
        "chosen": _chosen(form) if name == "check" else {},
    }  # fmt: skip
    return render(request, "matters/raise.html", context, status=code)


def _chosen(form: Raise) -> dict[str, str]:
    """What was chosen before, in words, for the last look."""
    words = {}
    for name in ("place", "category"):
        choices = dict(form.fields[name].choices)  # type: ignore[attr-defined]
        words[name] = str(choices.get(form[name].value(), ""))
    return {**words, "words": str(form["words"].value() or "")}


def photos_of(form: Any) -> Sequence[Evidence]:
    return list(Evidence.objects.in_bulk(kept_photos(str(form["kept"].value() or ""))).values())


@never_cache
def join(request: Request, pk: UUID) -> HttpResponse:
    """Me too: a raising of one's own in a matter that is public already."""
    matter = queries.visible_matter(request.actor, pk)
    speak_for(request, matter.place, "take_part")
    if request.method != "POST" or "words" not in request.POST:
        return _join(request, Join(initial={"once": Raise.new_once()}), matter)
    form, refused = with_photos(request, Join(request.POST))
    if "send" not in request.POST:
        return _join(request, Join(initial={"words": form.data.get("words", ""), "kept": form.data["kept"],
                                            "once": Raise.new_once()}), matter)  # fmt: skip
    if refused or not form.is_valid():
        return _join(request, form, matter, refused, code=422)
    try:
        limits.spend("raise", limits.address_of(request), most=20)
        done = actions.join_matter(
            matter=matter, words=form.cleaned_data["words"], actor=request.actor, at=timezone.now(),
            once=form.cleaned_data["once"], **_raiser(request, form),
        )  # fmt: skip
    except Refusal as no:
        form.add_error(None, say(no))
        return _join(request, form, matter, code=status(no.code))
    return _receipt(done)


def _join(request: Request, form: Join, matter: Matter, refused: str = "", *, code: int = 200) -> HttpResponse:
    context = {
        "form": form, "matter": matter, "refused": refused, "photos": photos_of(form), "most_photos": MOST_PHOTOS,
        "fields": [form[name] for name in ("words", "name", "phone", "email", "reach")],
    }  # fmt: skip
    return render(request, "matters/join.html", context, status=code)
