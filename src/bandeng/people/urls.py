"""Addresses of this room."""

from django.urls import URLPattern, path

from bandeng.people.views import accounts, cards, duties, mine, organisations, persons

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("people/", persons.people, name="list"),
    path("people/find/", persons.find, name="find"),
    path("people/new/", persons.register, name="register"),
    path("people/reveals/", persons.reveals, name="reveals"),
    path("people/cards/", cards.cards, name="cards"),
    path("people/cards/<uuid:pk>/revoke/", cards.revoke, name="revoke_card"),
    path("people/duties/<uuid:pk>/end/", duties.end, name="end_duty"),
    path("people/leaves/<uuid:pk>/end/", duties.end_leave, name="end_leave"),
    path("people/organisations/", organisations.organisations, name="organisations"),
    path("people/organisations/new/", organisations.add_organisation, name="add_organisation"),
    path("people/organisations/<uuid:pk>/", organisations.change_organisation, name="change_organisation"),
    path("people/bodies/", organisations.bodies, name="bodies"),
    path("people/bodies/new/", organisations.form_body, name="form_body"),
    path("people/bodies/<uuid:pk>/seat/", organisations.give_seat, name="give_seat"),
    path("people/seats/<uuid:pk>/leave/", organisations.leave_seat, name="leave_seat"),
    path("people/me/", mine.mine, name="me"),
    path("people/me/data/", mine.data, name="data"),
    path("people/me/data.json", mine.export, name="export"),
    path("people/me/erase/", mine.erase, name="erase_me"),
    path("people/me/sign-out/", mine.sign_out_everywhere, name="sign_out_everywhere"),
    path("people/invited/<str:token>/", accounts.invited, name="invited"),
    path("people/<uuid:pk>/", persons.person, name="person"),
    path("people/<uuid:pk>/change/", persons.change, name="change"),
    path("people/<uuid:pk>/reveal/", persons.reveal, name="reveal"),
    path("people/<uuid:pk>/erase/", persons.erase, name="erase"),
    path("people/<uuid:pk>/duty/", duties.give, name="give_duty"),
    path("people/<uuid:pk>/leave/", duties.leave, name="leave"),
    path("people/<uuid:pk>/invite/", accounts.invite, name="invite"),
    path("people/<uuid:pk>/account/close/", accounts.close, name="close_account"),
    path("people/<uuid:pk>/card/", cards.issue, name="issue_card"),
    path("card/", cards.unlock, name="unlock"),
    path("card/<str:secret>/", cards.card, name="card"),
]
