"""Static files under names that carry their content's hash, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # published without types
    """Hashed and compressed after `collectstatic`; before it (tests, a fresh clone) a file goes by its plain name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name a file is served under."""
        return str(super().stored_name(name)) if self.hashed_files else name
