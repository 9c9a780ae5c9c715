"""My account: my duties, my cards, who saw my number, my data, erasing it, signing out everywhere."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bandeng.people import actions, forms, plainly, queries
from bandeng.people.attempt import form_page, succeeds
from bandeng.people.http import Request, me, posted, signed_in


@never_cache
@require_safe
@signed_in
def mine(request: Request) -> HttpResponse:
    """What is kept of me, and what I may do with it."""
    person, on = me(request), timezone.localdate()
    request.place = person.place  # type: ignore[attr-defined]
    context = {
        "person": person, "on": on, "duties": queries.duties_of(person, on=on), "by_card": request.actor.by_card,
        "leaves": person.leaves.filter(to_on__gte=on).select_related("deputy").order_by("from_on", "id"),
        "cards": person.cards.filter(revoked_at__isnull=True).order_by("-issued_at"),
        "reveals": queries.reveals_about(person)[:50],
    }  # fmt: skip
    return render(request, "people/me.html", context)


@never_cache
@require_safe
@signed_in
def data(request: Request) -> HttpResponse:
    """Everything kept of me, to read and to print."""
    person = me(request)
    request.place = person.place  # type: ignore[attr-defined]
    parts = plainly.parts(queries.own_data(person))
    return render(request, "people/data.html", {"parts": parts})


@never_cache
@require_safe
@signed_in
def export(request: Request) -> HttpResponse:
    """The same as a file."""
    response = JsonResponse(queries.own_data(me(request)), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def erase(request: Request) -> HttpResponse:
    """Erase my data."""
    person = me(request)
    form = forms.Erase(posted(request))
    if form.is_valid() and succeeds(
        form, lambda: actions.erase_person(person=person, actor=request.actor, at=timezone.now())
    ):
        logout(request)
        messages.success(request, _("Your data is erased, and you are signed out."))
        return redirect("/")
    lead = _(
        "Your name, telephone, e-mail, account and cards are destroyed. What you raised keeps a pseudonym."
        " This cannot be undone."
    )
    context = {"title": _("Erase my data"), "lead": lead, "button": _("Erase my data"), "back": reverse("people:me")}
    return form_page(request, form, context, "people/form_public.html")


@require_POST
@signed_in
def sign_out_everywhere(request: Request) -> HttpResponse:
    """End all my sessions, this one included."""
    actions.sign_out_everywhere(person=me(request))
    logout(request)
    return redirect("/")
