"""Addresses of mediation."""

from django.urls import path

from bandeng.mediation.views import desk, public, sides

app_name = "mediation"
urlpatterns = [
    path("desk/mediation/", desk.all_, name="all"),
    path("m/<uuid:pk>/mediation/", desk.of_matter, name="of_matter"),
    path("mediation/<uuid:pk>/", desk.case, name="case"),
    path("mediation/<uuid:pk>/slip/", desk.slip, name="slip"),
    path("mediation/<uuid:pk>/<slug:what>/", desk.act, name="act"),
    path("side/<str:code>/", sides.other, name="other"),
    path("side/<str:code>/say/", sides.other_says, name="other_says"),
    path("side/<str:code>/erase/", sides.other_erase, name="other_erase"),
    path("r/<str:code>/mediation/", sides.own, name="own"),
    path("r/<str:code>/mediation/say/", sides.own_says, name="own_says"),
    path("p/<str:code>/mediation/", public.count, name="count"),
]
