"""Place codes: which words can name a place at all. Whether the place exists is the place tree's question."""

import re

from bandeng.core.refusal import Refusal

# GB/T 2260: the first two digits name the province.
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|81|82"
# 2+2+2+3+3 digits down to the community, then our own codes after a dot (compound, building, unit, household).
_OURS = r"(?:\.[0-9A-Za-z-]{1,16}){0,6}"
_CODE = re.compile(rf"(?:{_PROVINCES})(?:[0-9]{{2}}|[0-9]{{4}}|[0-9]{{7}}|[0-9]{{10}}{_OURS})?")


def check_place(code: str) -> str:
    """Return the code if it can name a place: 2, 4, 6, 9 or 12 digits under a real province, own suffix after 12.

    Raises   Refusal: "bad_place".
    Source   GB/T 2260, GB/T 10114, statistical codes (domain.md 3.11).
    """
    if not _CODE.fullmatch(code):
        raise Refusal("bad_place", place=code)
    return code
