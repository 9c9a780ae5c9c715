"""Addresses of this room."""

from django.urls import path

from bandeng.places.views import calendars, importing, setup, tree

app_name = "places"
urlpatterns = [
    path("settings/places/", tree.index, name="index"),
    path("settings/places/add/", tree.add, name="add_top"),
    path("settings/places/import/", importing.upload, name="import"),
    path("settings/places/import/take/", importing.take, name="import_take"),
    path("settings/places/<str:code>/", tree.place, name="place"),
    path("settings/places/<str:code>/add/", tree.add, name="add"),
    path("settings/places/<str:code>/change/", tree.change, name="change"),
    path("settings/places/<str:code>/end/", tree.end, name="end"),
    path("settings/places/<str:code>/grid/", tree.grid, name="grid_new"),
    path("settings/places/<str:code>/grid/<uuid:pk>/", tree.grid, name="grid"),
    path("settings/calendars/", calendars.index, name="calendars"),
    path("settings/calendars/<str:layer>/<int:year>/", calendars.year, name="calendar"),
    path("settings/calendars/<str:layer>/<int:year>/load/", calendars.load, name="calendar_load"),
    path("setup/", setup.begin, name="setup"),
    path("setup/place/", setup.found, name="setup_place"),
    path("setup/done/", setup.done, name="setup_done"),
]
