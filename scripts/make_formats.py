"""Makes samples/formats: one file of every format, from the sample notices. Run from the top folder; needs Chromium.

python scripts/make_formats.py
"""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from evals import rendering

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "samples" / "reports"
FORMATS = ROOT / "samples" / "formats"
_QUALITY = 25
"""Of JPEG pictures: a repository should stay small."""


def _picture(text: str) -> bytes:
    """The first page of the notice as a scanned picture."""
    buffer = io.BytesIO()
    rendering.scanned_pages(rendering.to_pdf(text))[0].save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _archive(text: str) -> bytes:
    """An archive as Chinese Windows packs it: a folder, a notice, a file of another kind."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("整改通报/通报正文.txt", text.encode("gb18030")), ("整改通报/说明.ini", b"[view]")):
            # A fixed date, so that the same notice gives the same archive.
            archive.writestr(zipfile.ZipInfo(name, (2024, 12, 2, 9, 0, 0)), data)
    return buffer.getvalue()


MADE: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": ("s05", rendering.to_docx),
    "html": ("s05", rendering.to_html),
    "pdf": ("s05", rendering.to_pdf),
    "scan.pdf": ("s05", lambda text: rendering.to_scan(rendering.to_pdf(text), quality=_QUALITY)),
    "jpg": ("s05", _picture),
    "zip": ("s05", _archive),
}


def main() -> None:
    """Write every file anew."""
    FORMATS.mkdir(exist_ok=True)
    for ending, (stem, make) in MADE.items():
        source = next(REPORTS.glob(f"{stem}_*"))
        target = FORMATS / f"{source.stem}.{ending}"
        target.write_bytes(make(source.read_text("utf-8-sig")))
        sys.stdout.write(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
