"""Pictures of pages (.png, .jpg, .tif, …): characters recognised, needs the extra `ocr`."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from assistant.errors import ReadingError
from assistant.reading.builder import lines_of
from assistant.reading.package import damaged
from assistant.reading.pages.furniture import strip_furniture
from assistant.reading.pages.lines import Page
from assistant.reading.pages.paragraphs import SCAN_SLACK, paragraphs
from assistant.reading.registry import Content

_SIGNATURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")
_MAX_PIXELS = 80_000_000
_MAX_SIDE = 5000
_MAX_PAGES = 300


@dataclass(frozen=True, slots=True)
class ImageReader:
    """Reads photographs and scans that are no PDF; a TIFF may hold several pages."""

    rank: int = 20
    suffixes: frozenset[str] = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"})

    def accepts(self, data: bytes, suffix: str) -> bool:
        """The signature of a picture; two letters are signature enough only with the name of one."""
        if data.startswith(b"BM") and suffix != ".bmp":
            return False
        return data.startswith(_SIGNATURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")

    def read(self, data: bytes, name: str) -> Content:
        """The paragraphs of every picture in the file."""
        from assistant.reading.pages.ocr import engine, recognise

        engine(name)
        pages = []
        for number, picture in enumerate(_pictures(data, name), 1):
            height, width = picture.shape[:2]
            pages.append(Page(number, width, height, recognise(picture, number, name)))
        built = lines_of(paragraphs(strip_furniture(pages), slack=SCAN_SLACK))
        return Content(built.text, "image", built.locations if len(pages) > 1 else ())


def _pictures(data: bytes, name: str) -> list[Any]:
    """Every picture as an array, upright as the camera noted it."""
    import numpy as np
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    pictures = []
    try:
        with Image.open(BytesIO(data)) as image:
            if image.width * image.height > _MAX_PIXELS or getattr(image, "n_frames", 1) > _MAX_PAGES:
                raise ReadingError(
                    f"the picture {name!r} is larger than any page; scan it with 200 to 300 dots per inch",
                    message_zh=f"图片“{name}”过大，请以200至300dpi重新扫描",
                )
            for frame in ImageSequence.Iterator(image):
                upright = ImageOps.exif_transpose(frame).convert("RGB")
                upright.thumbnail((_MAX_SIDE, _MAX_SIDE))
                pictures.append(np.asarray(upright)[:, :, ::-1])
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as e:
        raise damaged(name) from e
    return pictures


READER = ImageReader()
