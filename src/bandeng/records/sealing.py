"""Encryption at rest, and the blind index by which an encrypted value can still be found.

AES-256-GCM with a key of the site (config.home.keys); the first byte names the key's version, so keys can be rotated.
"""

import hashlib
import hmac
import json
import secrets
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

_VERSION = 1


def _key(name: str) -> bytes:
    from bandeng.config.home import keys

    return bytes.fromhex(keys()[name])


def seal(text: str) -> bytes:
    """Encrypt text; the same text never looks the same twice."""
    nonce = secrets.token_bytes(12)
    return bytes([_VERSION]) + nonce + AESGCM(_key("data")).encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes) -> str:
    """Decrypt what `seal` made; ValueError when it was not made with this site's key."""
    if not sealed or sealed[0] != _VERSION:
        raise ValueError("sealed with a key this site does not have")
    try:
        return AESGCM(_key("data")).decrypt(sealed[1:13], sealed[13:], None).decode()
    except InvalidTag as wrong:
        raise ValueError("sealed with a key this site does not have") from wrong


def blind(text: str, purpose: str) -> str:
    """A keyed fingerprint of text, to find it again without storing it: 64 hex characters."""
    return hmac.new(_key("index"), f"{purpose}:{text}".encode(), hashlib.sha256).hexdigest()


def seal_json(value: dict[str, Any]) -> bytes:
    """Encrypt a small JSON object."""
    return seal(json.dumps(value, ensure_ascii=False, sort_keys=True))


def unseal_json(sealed: bytes) -> dict[str, Any]:
    """Decrypt what `seal_json` made."""
    value: dict[str, Any] = json.loads(unseal(sealed))
    return value


class SealedText(models.BinaryField[Any, Any]):
    """Text that stands encrypted in its column: a str in Python, "" when empty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)

    def _check_str_default_value(self) -> list[Any]:
        """A default is text here: it is sealed on its way to the column."""
        return []

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str:
        """Decrypt when a row is read."""
        return unseal(bytes(value)) if value else ""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Encrypt when a row is written."""
        return super().get_db_prep_value(seal(value) if value else b"", connection, prepared)

    def value_to_string(self, obj: models.Model) -> str:
        """The clear text, never used for export."""
        return str(self.value_from_object(obj))
