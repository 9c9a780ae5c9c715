"""Who acts, decided once per request."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, logout
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from bandeng.people.acting import PUBLIC, Actor, actor_for
from bandeng.people.backends import CARD_BACKEND
from bandeng.people.models import InviteCard, Person, User

Answer = Callable[[HttpRequest], HttpResponseBase]

CARD_KEY, SEEN_KEY, RIGHTS_KEY = "card", "seen", "rights"
SECOND = [Authenticator.Type.TOTP]
IDLE = 12 * 3600
SEEN_EVERY = 600
# Staff without a second factor may only set one up, sign out, and use what every page has.
FREE = frozenset({"shell", "account_logout", "account_reauthenticate", "account_login", "account_confirm_login_code"})
# Sign-in addresses are kept by whoever invites; nobody opens an account or changes its address by themselves.
CLOSED = frozenset({"account_email", "account_signup"})


class WhoActs:
    """Puts `request.actor`, `request.roles` and `request.who`, and enforces the second factor for staff.

    A visitor without session costs no query. A card's session ends when the card is revoked, has run out, or was not
    used for twelve hours; its actor never has staff rights. A session gets a new id when its rights have changed.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        actor = self._actor(request, now)
        request.actor = actor  # type: ignore[attr-defined]
        request.roles = actor.all_roles  # type: ignore[attr-defined]
        request.who = actor.person.called or actor.person.name if actor.person else ""  # type: ignore[attr-defined]
        return self._gate(request, actor) or self.get_response(request)

    def _actor(self, request: HttpRequest, now: datetime) -> Actor:
        user = request.user
        if not isinstance(user, User):
            return PUBLIC
        by_card = request.session.get(BACKEND_SESSION_KEY) == CARD_BACKEND
        if by_card and not self._card_stands(request, now):
            logout(request)
            return PUBLIC
        person = Person.objects.select_related("place").get(pk=user.person_id) if not by_card else user.person
        actor = actor_for(person, on=timezone.localtime(now).date(), by_card=by_card)
        self._rotate(request, actor)
        return actor

    def _card_stands(self, request: HttpRequest, now: datetime) -> bool:
        card = InviteCard.objects.filter(pk=str(request.session.get(CARD_KEY, UUID(int=0)))).first()
        idle = now.timestamp() - float(request.session.get(SEEN_KEY, 0))
        if (
            card is None
            or card.revoked_at
            or not card.until
            or card.until < timezone.localtime(now).date()
            or idle > IDLE
        ):
            return False
        if idle > SEEN_EVERY:
            request.session[SEEN_KEY] = now.timestamp()
        return True

    def _rotate(self, request: HttpRequest, actor: Actor) -> None:
        rights = " ".join(sorted(actor.all_roles))
        known = request.session.get(RIGHTS_KEY)
        if known == rights:
            return
        if known is not None:
            request.session.cycle_key()
        request.session[RIGHTS_KEY] = rights

    def _gate(self, request: HttpRequest, actor: Actor) -> HttpResponseBase | None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return None
        name, room = match.url_name or "", match.app_name
        if name in CLOSED:
            raise Http404
        if actor.by_card and name.startswith(("account_", "mfa_")) and name != "account_logout":
            return HttpResponseRedirect(reverse("people:me"))
        if name in FREE or room in FREE or name.startswith("mfa_") or settings.DEMONSTRATION:
            return None
        if actor.is_staff and not actor.by_card and not is_mfa_enabled(request.user, SECOND):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return None
