"""Our own line drawings, 24 x 24, stroke 1.8; drawn in the text's colour."""

from django.utils.safestring import SafeString, mark_safe

LINES: dict[str, str] = {
    "eye": '<path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z"/><circle cx="12" cy="12" r="3"/>',
    "speech": '<path d="M4 5h16v11H10l-5 4v-4H4z"/><path d="M8 9h8M8 12h5"/>',
    "ballot": '<rect x="3" y="11" width="18" height="9" rx="2"/><path d="M8 11V4h8v7M10 7.5l1.5 1.5L14.5 6"/>',
    "watch": '<circle cx="12" cy="13" r="8"/><path d="M12 9v4l3 2M9 2h6"/>',
    "desk": '<path d="M3 9h18M5 9v10M19 9v10M9 5h6v4H9z"/>',
    "phone": (
        '<path d="M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>'
    ),
    "hand": (
        '<path d="M7 12V6a1.5 1.5 0 0 1 3 0v5V4a1.5 1.5 0 0 1 3 0v7V5.5a1.5 1.5 0 0 1 3 0V14a6 6 0 0 1-6 6.5c-3 '
        '0-4.5-1.5-6-4.5l-1.5-3a1.5 1.5 0 0 1 2.7-1.3z"/>'
    ),
    "sound": '<path d="M4 9v6h4l5 4V5L8 9z"/><path d="M16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11"/>',
    "camera": '<path d="M4 7h4l1.5-2h5L16 7h4v12H4z"/><circle cx="12" cy="13" r="3.5"/>',
    "pin": '<path d="M12 21s-7-6-7-11a7 7 0 0 1 14 0c0 5-7 11-7 11z"/><circle cx="12" cy="10" r="2.5"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="M16 16l5 5"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3"/><path d="M7 14h10v7H7z"/>',
    "back": '<path d="M15 5l-7 7 7 7"/>',
    "on": '<path d="M9 5l7 7-7 7"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7"/>',
    "cross": '<path d="M6 6l12 12M18 6L6 18"/>',
    "warn": '<path d="M12 4l9 16H3z"/><path d="M12 10v4M12 17v.1"/>',
    "bell": '<path d="M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4"/>',
    "person": '<circle cx="12" cy="8" r="3.5"/><path d="M5 20c0-4 3-6 7-6s7 2 7 6"/>',
    "people": (
        '<circle cx="9" cy="9" r="3"/>'
        '<path d="M3 19c0-3.5 2.5-5 6-5s6 1.5 6 5M16 6.5a2.8 2.8 0 0 1 0 5.3M18 14.5c2 .6 3 2 3 4.5"/>'
    ),
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1"/>',
    "book": '<path d="M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3z"/><path d="M5 17a3 3 0 0 1 3-3h11"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "clip": (
        '<path d="M19 11l-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L13 4.3a3 3 0 0 1 4.2 4.2l-7.8 7.8a1.5 1.5 0 0 '
        '1-2.1-2.1L14 7.5"/>'
    ),
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "home": '<path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/>',
    "link": (
        '<path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.5l-3 3A4 4 0 0 0 10.7 18L12 17"/>'
    ),
    "copy": '<rect x="8" y="8" width="12" height="12" rx="2"/><path d="M16 8V4H4v12h4"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "out": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
}

# The bench, drawn once: three neighbours sit on it.
BENCH = (
    '<g class="folk"><circle cx="8" cy="7" r="4.2"/><circle cx="17" cy="5" r="4.2"/>'
    '<circle cx="26" cy="7" r="4.2"/></g>'
    '<g class="seat"><rect x="1" y="14" width="32" height="5" rx="2.5"/>'
    '<path d="M6 19h4l-2 10H4zM24 19h4l2 10h-4z"/></g>'
)


def icon(name: str, size: int = 24) -> SafeString:
    """A drawing by name, hidden from screen readers: the words beside it say the same. Unknown names are a KeyError."""
    return mark_safe(
        f'<svg class="icon" width="{int(size)}" height="{int(size)}" viewBox="0 0 24 24" aria-hidden="true">'
        f"{LINES[name]}</svg>"
    )


def mark(height: int = 30) -> SafeString:
    """The bench, our mark; `height` in pixels."""
    width = round(height * 34 / 30)
    return mark_safe(
        f'<svg class="mark" width="{width}" height="{int(height)}" viewBox="0 0 34 30" aria-hidden="true">{BENCH}</svg>'
    )
