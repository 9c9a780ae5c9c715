"""A shared tablet in a hall: opened by staff, three buttons for everybody, left with a PIN."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from bandeng.desk import queries
from bandeng.desk.forms import OpenKiosk
from bandeng.desk.views.standing import community_or_404, place_or_404, speak
from bandeng.matters.views.speaking import speak_for
from bandeng.people import limits
from bandeng.people.forms import EnterPin
from bandeng.shell import kiosk
from bandeng.shell.context import came_from
from bandeng.shell.http import Request


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: Request) -> HttpResponse:
    """Make this browser a shared tablet; whoever does it is signed out on it at once."""
    places = queries.kiosk_places(request.actor)
    if not places:
        raise PermissionDenied
    speak_for(request, places[0])
    form = OpenKiosk(request.POST if request.method == "POST" else None, places=places)
    if not form.is_valid():
        return render(request, "desk/kiosk_open.html", {"form": form}, status=422 if form.errors else 200)
    told = form.cleaned_data
    device = kiosk.Device(told["place"], make_password(told["pin"]), told["quiet"])
    logout(request)
    answer = redirect(device.home)
    kiosk.forget(answer)
    kiosk.make(answer, device)
    return answer


@require_safe
def front(request: Request, code: str) -> HttpResponse:
    """The three buttons. Coming back to them ends the visit; a browser that is no kiosk is told what this is."""
    place = place_or_404(code)
    speak(request, place)
    if request.kiosk is None:
        return render(request, "desk/kiosk_none.html", {"place": place})
    if request.kiosk.place != code:
        return redirect(request.kiosk.home)
    if request.visit.on:
        return redirect(request.kiosk.end)
    return render(request, "desk/kiosk.html", {"place": place, "community": community_or_404(code)})


@require_safe
def end(request: Request, code: str) -> HttpResponse:
    """Forget the visit (shell.kiosk takes its cookies away), and begin anew."""
    return redirect("desk:kiosk", code)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, code: str) -> HttpResponse:
    """The way out, for whoever knows the PIN that was chosen when it was opened."""
    place = place_or_404(code)
    speak(request, place)
    if request.kiosk is None:
        return redirect("desk:kiosk", code)
    form = EnterPin(request.POST if request.method == "POST" else None)
    if form.is_valid():
        limits.spend("kiosk", limits.address_of(request), most=10)
        if check_password(form.cleaned_data["pin"], request.kiosk.pin):
            answer = redirect("desk:home", code)
            kiosk.unmake(answer)
            return answer
        form.add_error("pin", _("That is not the PIN that was chosen when this screen was opened."))
    return render(request, "desk/kiosk_leave.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def closed(request: Request, code: str) -> HttpResponse:
    """A page that a shared screen does not show, with its picture for a phone of one's own."""
    place = place_or_404(code)
    speak(request, place)
    asked = request.GET.get("for", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, None)
    context = {"place": place, "address": request.build_absolute_uri(asked) if ours and len(asked) < 300 else "",
               "back": came_from(request)}  # fmt: skip
    return render(request, "desk/kiosk_closed.html", context)
