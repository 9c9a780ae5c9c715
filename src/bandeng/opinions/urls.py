"""Addresses of conversations."""

from django.urls import path

from bandeng.opinions.views import bringing, desk, files, live, public, tabling

app_name = "opinions"
urlpatterns = [
    path("p/<str:code>/say/", public.of_place, name="of_place"),
    path("o/<uuid:pk>/", public.card, name="card"),
    path("o/<uuid:pk>/react/<uuid:statement>/", public.react, name="react"),
    path("o/<uuid:pk>/add/", public.add, name="add"),
    path("o/<uuid:pk>/map/", public.map_, name="map"),
    path("o/<uuid:pk>/live/<str:name>/", live.part, name="live"),
    path("o/<uuid:pk>/became/", public.became, name="became"),
    path("o/<uuid:pk>/poster/", public.poster, name="poster"),
    path("o/<uuid:pk>/sheet/", public.sheet, name="sheet"),
    path("desk/opinions/", desk.all_, name="all"),
    path("desk/opinions/open/", desk.open_, name="open"),
    path("desk/opinions/bring/", bringing.bring, name="bring"),
    path("o/<uuid:pk>/table/", tabling.table, name="table"),
    path("o/<uuid:pk>/desk/", desk.one, name="desk"),
    path("o/<uuid:pk>/close/", desk.close, name="close"),
    path("o/<uuid:pk>/paper/", desk.paper, name="paper"),
    path("o/statement/<uuid:pk>/read/", desk.moderate, name="moderate"),
    path("o/statement/<uuid:pk>/became/", desk.answer, name="answer"),
    path("o/<uuid:pk>/votes.csv", files.votes, name="votes"),
    path("o/<uuid:pk>/comments.csv", files.comments, name="comments"),
]
