"""Loading who is signed in. A session begun by a card names this backend, and so is known as one for its whole life."""

from uuid import UUID

from django.http import HttpRequest

from bandeng.people.models import User

CARD_BACKEND = "bandeng.people.backends.CardBackend"
PASSWORD_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class CardBackend:
    """Sessions by card. It signs nobody in by itself: `people.views.cards` does, after the card's own checks."""

    def authenticate(self, request: HttpRequest | None, **credentials: object) -> None:
        """Never: a PIN is only ever checked together with its phone."""
        return None

    def get_user(self, user_id: UUID | str) -> User | None:
        """The account with its person, in one query."""
        return User.objects.select_related("person__place").filter(pk=user_id, is_active=True).first()
