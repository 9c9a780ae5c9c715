"""The set-up of an empty site: the code from the console, the place, its secretary."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bandeng.core.places import PROVISIONAL, Wish, shelf_places, tidy
from bandeng.core.refusal import Refusal
from bandeng.places import actions, forms, setup
from bandeng.places.models import Level, Place
from bandeng.places.sentences import STATUS, tell
from bandeng.places.views.staff import refused
from bandeng.places.who import Program
from bandeng.records.sealing import seal, unseal

SESSION, INVITATION = "setup", "setup_invitation"
FIRST_OWN = PROVISIONAL.start


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for the code that `bandeng serve` printed."""
    _only_while_empty()
    form = forms.Code(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                setup.check_code(form.cleaned_data["code"])
            except Refusal as no:
                refused(form, no)
                status = STATUS.get(no.code, 422)
            else:
                request.session.cycle_key()
                request.session[SESSION] = setup.stamp()
                return redirect("places:setup_place")
    return render(request, "places/setup.html", {"form": form}, status=status)


def _only_while_empty() -> None:
    if not setup.is_open():
        raise Http404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: HttpRequest) -> HttpResponse:
    """The place and its first person; one form, one transaction."""
    _only_while_empty()
    stamp = request.session.get(SESSION)
    if not stamp or stamp != setup.stamp():
        return redirect("places:setup")
    form = forms.Found(request.POST or None, counties=_counties())
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                address = request.build_absolute_uri(_found(form))
            except actions.RowsWrong as wrong:
                _show(form, wrong)
            except Refusal as no:
                status = refused(form, no)
            else:
                # Sealed: whoever reads the session table must not find a secret that opens an account.
                request.session[INVITATION] = seal(address).hex()
                del request.session[SESSION]
                setup.finish()
                return redirect("places:setup_done")
    return render(request, "places/setup_place.html", {"form": form}, status=status)


def _show(form: forms.Found, wrong: actions.RowsWrong) -> None:
    """Each problem at the field it comes from."""
    for problem in wrong.problems:
        fields = _FIELDS[problem.row]
        form.add_error(fields.get(problem.column, fields["code"]), tell(problem))


@transaction.atomic
def _found(form: forms.Found) -> str:
    """Make the place and invite its secretary, both or neither; the path of the invitation."""
    told, now = form.cleaned_data, timezone.now()
    place = actions.found_site(founding=actions.Founding(_wishes(told)), actor=Program("system:setup"), at=now)
    person = setup.FirstPerson(told["person"], told["email"], told["called"], bool(told["admin"]))
    return setup.welcome(place, person, now)


# Which field of the form a row's columns come from: 1 city, 2 county, 3 street, 4 community.
_FIELDS: dict[int, dict[str, str]] = {
    0: {"code": "county"},
    1: {"code": "city_code", "name": "city_name"},
    2: {"code": "county_code", "name": "county_name"},
    3: {"code": "street_code", "name": "street_name"},
    4: {"code": "code", "name": "name", "short": "short", "phone": "phone"},
}


def _wishes(told: dict[str, str]) -> tuple[Wish, ...]:
    """The rows of the form; what the shelf has above them comes along by itself."""
    rows, county = [], told["county"]
    if county == forms.Found.OTHER:
        county = ""
        rows.append(Wish(row=1, code=told["city_code"], name=told["city_name"]))
        rows.append(Wish(row=2, code=told["county_code"], name=told["county_name"]))
    rows.append(Wish(row=3, code=told["street_code"], name=told["street_name"], parent=county))
    above = tuple(row for row in rows if not _stands(row))
    code = told["code"] or f"{tidy(told['street_code'])}{FIRST_OWN}"
    return (*above, Wish(row=4, code=code, name=told["name"], short=told["short"], phone=told["phone"]))


def _stands(row: Wish) -> bool:
    """Whether this place is here already, of an attempt before."""
    return Place.objects.filter(pk=tidy(row.code), name=row.name).exists()


def _counties() -> list[tuple[str, list[tuple[str, str]]]]:
    """The counties we ship, under "province city"."""
    shelf = shelf_places()
    groups: dict[str, list[tuple[str, str]]] = {}
    for place in shelf.values():
        if place.level == Level.COUNTY and place.parent:
            city = shelf[place.parent]
            above = shelf[city.parent or ""].name
            groups.setdefault(f"{above} {city.name}", []).append((place.code, place.name))
    return list(groups.items())


@never_cache
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """The invitation for the secretary, shown to whoever set the site up, in this browser only."""
    sealed = request.session.get(INVITATION)
    if not sealed:
        raise Http404
    return render(request, "places/setup_done.html", {"address": unseal(bytes.fromhex(sealed))})
