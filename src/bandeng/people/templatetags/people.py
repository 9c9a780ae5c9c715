"""Duties and names in words; `{% load people %}`."""

from django import template

from bandeng.people.labels import duty_name, role_name, where_name
from bandeng.people.queries import named

register = template.Library()
register.filter("role_name", role_name)
register.filter("duty_name", duty_name)
register.filter("where_name", where_name)
register.filter("named", named)
