"""Addresses of exchange."""

from django.urls import path

from bandeng.exchange.views import approving, desk, public, taking

app_name = "exchange"
urlpatterns = [
    path("p/<str:code>/cases/", public.of_place, name="of_place"),
    path("cases/<uuid:pk>/", public.case, name="case"),
    path("cases/<uuid:pk>/file/", public.file, name="file"),
    path("cases/<uuid:pk>/use/", taking.use, name="use"),
    path("cases/<uuid:pk>/withdraw/", approving.withdraw, name="withdraw"),
    path("desk/cases/", desk.mine, name="mine"),
    path("desk/cases/bring/", taking.bring, name="bring"),
    path("desk/cases/<uuid:pk>/", desk.rewrite, name="rewrite"),
    path("desk/cases/<uuid:pk>/approve/", approving.approve, name="approve"),
    path("desk/cases/<uuid:pk>/back/", approving.send_back, name="send_back"),
    path("desk/cases/<uuid:pk>/give-up/", desk.give_up, name="give_up"),
    path("m/<uuid:pk>/case/", desk.write, name="write"),
]
