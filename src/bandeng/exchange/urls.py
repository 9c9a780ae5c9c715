"""Addresses of exchange."""

from django.urls import path

from bandeng.exchange.views import desk, public

app_name = "exchange"
urlpatterns = [
    path("p/<str:code>/cases/", public.of_place, name="of_place"),
    path("cases/<uuid:pk>/", public.case, name="case"),
    path("cases/<uuid:pk>/file/", public.file, name="file"),
    path("cases/<uuid:pk>/use/", desk.use, name="use"),
    path("cases/<uuid:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/cases/", desk.mine, name="mine"),
    path("desk/cases/bring/", desk.bring, name="bring"),
    path("desk/cases/<uuid:pk>/", desk.rewrite, name="rewrite"),
    path("desk/cases/<uuid:pk>/approve/", desk.approve, name="approve"),
    path("m/<uuid:pk>/case/", desk.write, name="write"),
]
