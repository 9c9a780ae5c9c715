"""Addresses of figures."""

from django.urls import path

from bandeng.figures.views import public, staff

app_name = "figures"
urlpatterns = [
    path("p/<str:code>/figures/", public.place, name="place"),
    path("p/<str:code>/figures/figures.csv", public.sheet, name="place_sheet"),
    path("p/<str:code>/figures/records/", public.records, name="place_records"),
    path("desk/figures/", staff.desk, name="desk"),
    path("desk/figures/records/", staff.records, name="records"),
    path("desk/figures/sheet/<str:kind>/", staff.sheet, name="sheet"),
]
