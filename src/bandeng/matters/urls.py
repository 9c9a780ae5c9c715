"""Addresses of matters."""

from django.urls import path

from bandeng.matters.views import public, raising, receipts

app_name = "matters"
urlpatterns = [
    path("p/<str:code>/raise/", raising.raise_matter, name="raise"),
    path("m/<uuid:pk>/", public.detail, name="detail"),
    path("m/<uuid:pk>/join/", raising.join, name="join"),
    path("m/<uuid:pk>/clock/<uuid:deadline>/", public.clock, name="clock"),
    path("photo/<str:sha256>/<str:ticket>/", public.photo, name="photo"),
    path("find/", receipts.find, name="find"),
    path("r/<str:code>/", receipts.receipt, name="receipt"),
    path("r/<str:code>/print/", receipts.receipt_print, name="receipt_print"),
    path("r/<str:code>/rate/", receipts.rate, name="rate"),
    path("r/<str:code>/withdraw/", receipts.withdraw, name="withdraw"),
    path("r/<str:code>/contest/", receipts.contest, name="contest"),
    path("r/<str:code>/mine.json", receipts.export, name="export"),
    path("r/<str:code>/erase/", receipts.erase, name="erase"),
]
