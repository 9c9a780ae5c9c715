"""`{% load photos %}`: the address of a picture."""

from django import template

from bandeng.matters.queries.photos import photo_href, small_photo_href

register = template.Library()
register.filter("photo_href", photo_href)
register.filter("small_photo_href", small_photo_href)
