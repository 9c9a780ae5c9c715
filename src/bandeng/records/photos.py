"""Pictures people hand in: opened, turned the right way up, scaled down, written anew. Nothing of the old file is kept.

Writing the pixels into a new JPEG drops EXIF, XMP, IPTC, thumbnails, and whatever else was hidden in the file; what
Pillow cannot open as one of three kinds of picture is refused. Names of files are never used.
"""

import hashlib
import io
import warnings
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from bandeng.core.refusal import Refusal
from bandeng.records.models import Evidence

KINDS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_PICTURE = 64_000_000
LONGEST_SIDE = 1600
QUALITY = 82
SMALL_SIDE, SMALL_QUALITY = 240, 55


def take_photo(upload: IO[bytes], *, at: datetime) -> Evidence:
    """Keep a picture; the same picture twice is one file.

    Raises   Refusal: "empty_file", "file_too_large", "not_a_picture", "picture_too_large"
    """
    picture = _upright(_opened(_read(upload)), LONGEST_SIDE)
    data = _jpeg(picture, QUALITY)
    digest = hashlib.sha256(data).hexdigest()
    width, height = picture.size
    _keep(small_of(digest), _jpeg(_upright(picture, SMALL_SIDE), SMALL_QUALITY))
    _keep(path_of(digest), data)
    kept, _ = Evidence.objects.get_or_create(
        sha256=digest,
        defaults={"kind": "image/jpeg", "size": len(data), "width": width, "height": height, "stored_at": at},
    )
    return kept


def _keep(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_bytes(data)
    part.replace(path)


def path_of(sha256: str) -> Path:
    """Where a file stands in the home, by its digest."""
    return Path(settings.HOME) / "files" / sha256[:2] / f"{sha256[2:]}.jpg"


def small_of(sha256: str) -> Path:
    """Where its small version stands: what pages show, a few KiB each."""
    return path_of(sha256).with_suffix(".small.jpg")


def forget(sha256: str) -> None:
    """Remove a file whose erasure was decided; removing what is gone already is no mistake."""
    path_of(sha256).unlink(missing_ok=True)
    small_of(sha256).unlink(missing_ok=True)
    Evidence.objects.filter(pk=sha256).delete()


def _read(upload: IO[bytes]) -> bytes:
    data = upload.read(LARGEST_FILE + 1)
    if not data:
        raise Refusal("empty_file")
    if len(data) > LARGEST_FILE:
        raise Refusal("file_too_large", megabytes=LARGEST_FILE // 2**20)
    return data


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=KINDS)
            if picture.width * picture.height > LARGEST_PICTURE:
                raise Refusal("picture_too_large", megapixels=LARGEST_PICTURE // 10**6)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.load()
            return picture
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise Refusal("picture_too_large", megapixels=LARGEST_PICTURE // 10**6) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as broken:
        raise Refusal("not_a_picture") from broken


def _upright(picture: Image.Image, longest: int) -> Image.Image:
    """The pixels alone: upright, at most `longest` on a side, on white where it was see-through."""
    upright = (ImageOps.exif_transpose(picture) or picture).copy()
    upright.thumbnail((longest, longest))
    flat = Image.new("RGB", upright.size, "white")
    seen = upright.convert("RGBA")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
