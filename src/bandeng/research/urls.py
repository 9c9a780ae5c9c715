"""Addresses of research."""

from django.urls import path

from bandeng.research.views import outputs, public, suggestions, trips

app_name = "research"
urlpatterns = [
    path("p/<str:code>/research/", public.of_place, name="of_place"),
    path("research/<uuid:pk>/", public.trip, name="trip"),
    path("research/suggestion/<uuid:pk>/", public.suggestion, name="suggestion"),
    path("desk/research/", trips.all_, name="all"),
    path("desk/research/plan/", trips.plan, name="plan"),
    path("research/site/<uuid:pk>/visit/", trips.visit, name="visit"),
    path("research/<uuid:pk>/find/", trips.find, name="find"),
    path("research/finding/<uuid:pk>/raise/", trips.raise_, name="raise"),
    path("research/finding/<uuid:pk>/told/", trips.tell_found, name="tell_found"),
    path("m/<uuid:pk>/research/", trips.for_matter, name="for_matter"),
    path("desk/suggestions/", suggestions.register, name="register"),
    path("desk/suggestions/mine/", suggestions.mine, name="mine"),
    path("desk/suggestions/new/", suggestions.suggest, name="suggest"),
    path("m/<uuid:pk>/suggestion/", suggestions.take, name="take"),
    path("research/suggestion/<uuid:pk>/hand/", suggestions.hand, name="hand"),
    path("research/suggestion/<uuid:pk>/answer/", suggestions.answer, name="answer"),
    path("research/suggestion/<uuid:pk>/tell/", suggestions.tell, name="tell"),
    path("desk/suggestions/forward/", outputs.write, name="write"),
    path("research/output/<uuid:pk>/", outputs.one, name="output"),
    path("research/output/<uuid:pk>/back/", outputs.instruct, name="instruct"),
]
