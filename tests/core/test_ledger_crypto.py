"""The verifier's own Ed25519 and SM3 against the libraries and the standards."""

import hashlib

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from bandeng.core.ledger import verify

seeds = st.binary(min_size=32, max_size=32)
few = settings(max_examples=60, deadline=None)


def library_fits(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@given(seeds, st.binary(max_size=200))
@few
def test_a_true_signature_fits(seed: bytes, message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    assert verify.fits(key.public_key().public_bytes_raw(), message, key.sign(message))


@given(seeds, st.binary(min_size=1, max_size=40), st.integers(0, 2), st.integers(0, 63), st.integers(1, 255))
@few
def test_a_changed_key_message_or_signature_fits_as_little_as_the_library_says(
    seed: bytes, message: bytes, part: int, at: int, mask: int
) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    parts = [bytearray(key.public_key().public_bytes_raw()), bytearray(message), bytearray(key.sign(message))]
    parts[part][at % len(parts[part])] ^= mask
    changed = [bytes(part) for part in parts]
    assert verify.fits(*changed) == library_fits(*changed) == False  # noqa: E712


@given(seeds, seeds, seeds)
@few
def test_random_bytes_are_answered_as_the_library_answers(key: bytes, left: bytes, right: bytes) -> None:
    assert verify.fits(key, b"", left + right) == library_fits(key, b"", left + right)


def test_the_second_signature_of_rfc_8032_fits() -> None:
    key = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
    signature = bytes.fromhex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )
    assert verify.fits(key, b"\x72", signature)


def test_a_signature_whose_s_is_not_reduced_does_not_fit() -> None:
    key = Ed25519PrivateKey.from_private_bytes(bytes(32))
    signature = key.sign(b"x")
    bigger = (int.from_bytes(signature[32:], "little") + verify.Q).to_bytes(32, "little")
    assert not verify.fits(key.public_key().public_bytes_raw(), b"x", signature[:32] + bigger)


@pytest.mark.parametrize(
    "key",
    [
        bytes([1]) + bytes(31),  # the neutral point: it would "sign" anything
        bytes(32),  # order 4
        bytes.fromhex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),  # order 2
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),  # order 8
        bytes.fromhex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),  # y = P, not reduced
        bytes.fromhex("0100000000000000000000000000000000000000000000000000000000000080"),  # x = 0 with a sign
        bytes([2]) + bytes(31),  # not on the curve
    ],
)
def test_a_key_that_is_no_good_point_fits_nothing(key: bytes) -> None:
    neutral = bytes([1]) + bytes(31)
    assert not verify.fits(key, b"anything", neutral + bytes(32))


def test_sm3_gives_the_examples_of_the_standard() -> None:
    assert verify.sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert verify.sm3(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@given(st.binary(max_size=300))
@few
def test_sm3_is_what_hashlib_computes(data: bytes) -> None:
    assert "sm3" in hashlib.algorithms_available, "this Python's OpenSSL has no SM3 to compare with"
    assert verify.sm3(data) == hashlib.new("sm3", data).hexdigest() == verify.digest(data, "sm3")


def test_a_python_without_sm3_takes_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashlib, "algorithms_available", {"sha256"})
    assert verify.digest(b"abc", "sm3") == verify.sm3(b"abc")
