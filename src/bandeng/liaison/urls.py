"""Addresses of liaison rooms, areas, the county's year, and the sheet of earlier days."""

from django.urls import path

from bandeng.liaison.views import areas, county, duty, later, rooms, year

app_name = "liaison"
urlpatterns = [
    path("p/<str:code>/rooms/", rooms.of_place, name="of_place"),
    path("p/<str:code>/year/", year.year, name="year"),
    path("p/<str:code>/year/<slug:kind>/", year.records, name="year_records"),
    path("room/<uuid:pk>/", rooms.room, name="room"),
    path("desk/rooms/", rooms.all_, name="all"),
    path("desk/rooms/open/", rooms.open_, name="open"),
    path("desk/rooms/standard/<str:code>/", rooms.standard, name="standard"),
    path("room/<uuid:pk>/change/", rooms.change, name="change"),
    path("room/<uuid:pk>/close/", rooms.close, name="close"),
    path("room/<uuid:pk>/inspect/", rooms.inspect, name="inspect"),
    path("room/<uuid:pk>/duty/", duty.keep, name="duty"),
    path("room/heard/<uuid:pk>/raise/", duty.raise_, name="raise"),
    path("room/heard/<uuid:pk>/suggest/", duty.suggest, name="suggest"),
    path("desk/areas/", areas.areas, name="areas"),
    path("desk/areas/assign/", areas.assign, name="assign"),
    path("desk/areas/<uuid:pk>/end/", areas.end, name="end"),
    path("desk/county/", county.all_, name="county_all"),
    path("desk/county/<str:code>/", county.county, name="county"),
    path("desk/county/<str:code>/<slug:kind>/", county.records, name="county_records"),
    path("desk/later/", later.later, name="later"),
    path("desk/later/template.<str:form>", later.template, name="template"),
    path("desk/later/remarks/", later.remarks, name="remarks"),
    path("desk/later/<uuid:pk>/", county.past, name="past"),
]
