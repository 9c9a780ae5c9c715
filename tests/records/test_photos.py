"""Pictures are written anew: nothing that came hidden in the file is kept, and hostile files are refused kindly."""

import io
import struct
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bandeng.core.refusal import Refusal
from bandeng.records.models import Evidence
from bandeng.records.photos import LONGEST_SIDE, forget, path_of, small_of, take_photo

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, tzinfo=UTC)
CANARY = b"canary-38.9876N"


def picture(kind: str, size: tuple[int, int] = (60, 40), **extra: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (176, 58, 46)).save(out, kind, **extra)
    return out.getvalue()


def tagged_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (38.0, 59.0, 15.0)
    return exif.tobytes()


def tagged_png() -> bytes:
    info = PngInfo()
    info.add_text("Comment", CANARY.decode())
    info.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    return picture("PNG", pnginfo=info, exif=tagged_exif())


def png_claiming(width: int, height: int) -> bytes:
    """A few bytes that say they are a picture of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    "data",
    [
        picture("JPEG", exif=tagged_exif(), comment=CANARY),
        picture("WEBP", exif=tagged_exif(), xmp=CANARY),
        tagged_png(),
        picture("JPEG") + b"PK\x03\x04" + CANARY + b"<script>alert(1)</script>",
    ],
    ids=["jpeg", "webp", "png", "polyglot"],
)
def test_nothing_hidden_in_a_picture_is_kept(data: bytes) -> None:
    kept = take_photo(io.BytesIO(data), at=AT)
    stored = path_of(kept.sha256).read_bytes()
    again = Image.open(io.BytesIO(stored))
    assert (CANARY in data, CANARY in stored, b"script" in stored) == (True, False, False)
    assert (again.format, dict(again.getexif()), kept.kind) == ("JPEG", {}, "image/jpeg")


def test_a_picture_taken_sideways_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = take_photo(io.BytesIO(picture("JPEG", (80, 40), exif=exif.tobytes())), at=AT)
    assert (kept.width, kept.height) == (40, 80)


def test_a_large_picture_is_scaled_down() -> None:
    kept = take_photo(io.BytesIO(picture("JPEG", (4000, 3000))), at=AT)
    assert (kept.width, kept.height) == (LONGEST_SIDE, 1200)


def test_the_same_picture_twice_is_one_file() -> None:
    first, second = (take_photo(io.BytesIO(picture("PNG")), at=AT) for _ in range(2))
    assert (first, Evidence.objects.count()) == (second, 1)


def test_a_forgotten_picture_is_gone() -> None:
    kept = take_photo(io.BytesIO(picture("PNG")), at=AT)
    forget(kept.sha256)
    forget(kept.sha256)
    assert (path_of(kept.sha256).exists(), small_of(kept.sha256).exists()) == (False, False)
    assert not Evidence.objects.exists()


def test_the_small_version_is_a_few_kilobytes_and_carries_nothing_hidden() -> None:
    noise = Image.effect_noise((1600, 1200), 60).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", exif=tagged_exif())
    small = small_of(take_photo(io.BytesIO(out.getvalue()), at=AT).sha256)
    assert Image.open(small).size == (240, 180)
    assert (small.stat().st_size < 15 * 1024, CANARY in small.read_bytes()) == (True, False)


HOSTILE = {
    "nothing": (b"", "empty_file"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_a_picture"),
    "html": (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
    "gif": (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "not_a_picture"),
    "a cut picture": (picture("JPEG")[:200], "not_a_picture"),
    "a heif": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "not_a_picture"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n", "not_a_picture"),
    "a bomb of pixels": (png_claiming(30000, 30000), "picture_too_large"),
    "an impossible size": (png_claiming(2**31 - 1, 2**31 - 1), "picture_too_large"),
    "too many bytes": (b"\xff\xd8\xff\xe0" + b"\0" * (20 * 1024 * 1024), "file_too_large"),
    "noise": (bytes(range(256)) * 8, "not_a_picture"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_nothing_is_kept(name: str) -> None:
    data, code = HOSTILE[name]
    with pytest.raises(Refusal) as no:
        take_photo(io.BytesIO(data), at=AT)
    assert (no.value.code, Evidence.objects.count()) == (code, 0)
