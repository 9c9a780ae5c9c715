"""The glossary names what is there: every name of code in it can be found."""

import importlib
import importlib.util
import re
from pathlib import Path

import pytest

GLOSSARY = (Path(__file__).resolve().parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")
ROOMS = "core|records|places|people|shell|matters|commitments|opinions|mediation|meetings|research|figures|notices"
ROOMS += "|documents|desk|liaison|exchange"
NAMES = sorted(set(re.findall(rf"`((?:{ROOMS})\.[\w.]+)`", GLOSSARY)))


def found(name: str) -> bool:
    """Whether a dotted name leads somewhere: modules first, then what stands in them."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        path = ".".join(["bandeng", *parts[:cut]])
        if _is_module(path):
            thing: object = importlib.import_module(path)
            for part in parts[cut:]:
                thing = getattr(thing, part, None)
            return thing is not None
    return False


def _is_module(path: str) -> bool:
    try:
        return importlib.util.find_spec(path) is not None
    except ModuleNotFoundError:
        return False


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_is_in_the_code(name: str) -> None:
    assert found(name)


def test_the_glossary_would_notice_a_name_that_is_gone() -> None:
    assert (len(NAMES) > 40, found("matters.models.Nothing"), found("matters.nowhere.Matter")) == (True, False, False)
