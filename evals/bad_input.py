"""Every bad file that came to mind, taken in beside a good one: what the user sees, as a table.

    python -m evals.bad_input            # the table of docs/formats.md

Each case runs through the core into a store of its own. The good notice of the same run must be stored each time.
"""

from __future__ import annotations

import errno
import io
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager as Context
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from unittest.mock import patch

from assistant.core import Assistant, Parts
from assistant.extractors import open_reading
from assistant.ingestion import FileDone, FileFailed, FileSkipped
from assistant.records import RecordStore
from assistant.schema import Report
from assistant.search_index import FoundWords
from assistant.settings import Settings

NOTICE = """关于巡察整改进展情况的通报
2024年3月4日至4月26日，市委第一巡察组对临江市第三医院党委开展了巡察，6月3日反馈意见。现将整改情况公布如下。
一、巡察反馈问题整改情况
（一）采购管理不规范。
整改情况：已完成。修订《采购管理办法》，对2名责任人提醒谈话。
（二）库房盘点不及时。
整改情况：正在推进，计划2024年12月底前完成。
"""
CORRECTED = NOTICE.replace("正在推进，计划2024年12月底前完成", "已完成")
OTHER = "关于公开招聘护理人员的公告\n根据工作需要，现面向社会公开招聘护理人员20名，欢迎报名。\n"
_ENCRYPTED_PDF = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>",
    b"<< /Filter /Standard /V 1 /R 2 /O <" + b"11" * 32 + b"> /U <" + b"22" * 32 + b"> /P -4 >>",
)
_PICTURE_PDF = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
    b"<< /Length 24 >>\nstream\n90 0 0 90 5 5 cm /I Do  \nendstream",
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    b"\nstream\n\x80\nendstream",
)


def pdf(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """A PDF file of these objects, the first being its root."""
    out, offsets = b"%PDF-1.4\n", []
    for i, one in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % i + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    tail = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + tail


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def word(text: str) -> bytes:
    """A Word file with a paragraph a line."""
    import docx

    document, buffer = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def web(body: str) -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode()


def written(files: Mapping[str, bytes]) -> Callable[[Path], list[Path]]:
    """Puts these files into a folder, one after the other; their paths."""

    def make(folder: Path) -> list[Path]:
        paths = []
        for name, data in files.items():
            path = folder / name
            path.write_bytes(data)
            paths.append(path)
        return paths

    return make


def _huge(folder: Path) -> list[Path]:
    path = folder / "巨大.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    return [path]


def _empty_folder(folder: Path) -> list[Path]:
    (folder / "空文件夹").mkdir()
    return [folder / "空文件夹"]


def _namesakes(folder: Path) -> list[Path]:
    paths = []
    for name, text in (("甲院", CORRECTED), ("乙院", CORRECTED + "\n")):
        (folder / name).mkdir()
        path = folder / name / "通报.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def _no_permission() -> Context[Any]:
    """The system refuses to open the file, as it does to a user without rights (root may open all)."""
    opened = Path.open

    def refused(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "无权限.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(path, *args, **kwargs)

    return patch.object(Path, "open", refused)


@contextmanager
def _full_disk() -> Iterator[None]:
    """The database cannot grow by a page, as on a full disk."""
    from sqlalchemy import Engine, event

    def limit(connection: Any, _: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {max(pages, 1)}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


@contextmanager
def _no_recogniser() -> Iterator[None]:
    with patch("assistant.reading.pages.ocr._load", side_effect=ImportError("rapidocr")):
        yield


@dataclass(frozen=True)
class Case:
    """Files to take in, and under which circumstances."""

    name: str
    make: Callable[[Path], list[Path]]
    around: Callable[[], Context[Any]] = nullcontext
    good: Literal["beside", "before", "replaced"] = "beside"
    """Where the good notice comes from: the same run; a run before; a run before, and the case corrects it."""


_BIG_NOTICE = (NOTICE + "（三）" + "问题" * 50 + "。\n" + "整改情况：" + "加强管理。" * 60_000).encode()
CASES = (
    Case("空文件", written({"空.txt": b""})),
    Case("只有空白", written({"空白.txt": b" \r\n\t"})),
    Case("二进制文件改名为 .txt", written({"程序.txt": b"\x7fELF\x02\x01" + bytes(range(256)) * 20})),
    Case("不支持的格式", written({"表.xlsx": zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b"x"})})),
    Case("加密的 PDF", written({"加密.pdf": pdf(_ENCRYPTED_PDF, b"/Encrypt 4 0 R /ID [<00><00>]")})),
    Case(
        "加密的 Word",
        written({"加密.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")}),
    ),
    Case("200 MB 的文件", _huge),
    Case("压缩炸弹", written({"炸弹.zip": zipped({"大.txt": bytes(100 * 2**20)})})),
    Case("压缩包里的越界路径", written({"越界.zip": zipped({"../../外.txt": NOTICE.encode()})})),
    Case("没有可读文件的压缩包", written({"无用.zip": zipped({"说明.xlsx": b"x"})})),
    Case("Word 炸弹（改名的压缩炸弹）", written({"炸弹.docx": zipped({"word/document.xml": bytes(100 * 2**20)})})),
    Case(
        "扩展名不对：网页存成 .docx",
        written({"其实是网页.docx": web("".join(f"<p>{s}</p>" for s in NOTICE.split("\n")))}),
    ),
    Case("扩展名不对：Word 存成 .txt", written({"其实是Word.txt": word(NOTICE)})),
    Case("不是整改通报", written({"招聘公告.txt": OTHER.encode()})),
    Case("同一文件两个名字", written({"甲.txt": CORRECTED.encode(), "甲（副本）.txt": CORRECTED.encode()})),
    Case("两个文件夹里的同名文件", _namesakes),
    Case("更正后的同名通报", written({"好.txt": CORRECTED.encode()}), good="replaced"),
    Case("没写完的 Word", written({"半截.docx": word(NOTICE)[:-900]})),
    Case("没写完的 PDF", written({"半截.pdf": pdf(_PICTURE_PDF)[:120]})),
    Case("没写完的压缩包", written({"半截.zip": zipped({"通报.txt": NOTICE.encode()})[:-30]})),
    Case("没写完的图片", written({"半截.png": b"\x89PNG\r\n\x1a\n" + bytes(40)})),
    Case("没有正文的网页", written({"空壳.html": web("<div id='app'></div><script>load()</script>")})),
    Case(
        "只有图片的 Word",
        written({"图.docx": zipped({"word/document.xml": b"<document><body/></document>", "word/media/1.png": b"x"})}),
    ),
    Case("没有权限", written({"无权限.txt": CORRECTED.encode()}), _no_permission),
    Case("磁盘已满", written({"大通报.txt": _BIG_NOTICE}), _full_disk, good="before"),
    Case("扫描件，没装识别组件", written({"扫描.pdf": pdf(_PICTURE_PDF)}), _no_recogniser),
    Case(
        "旧版 .doc，没装 LibreOffice",
        written({"旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")}),
        lambda: patch("assistant.reading.formats.old_word.shutil.which", return_value=None),
    ),
    Case("路径不存在", lambda folder: [folder / "没有.txt"]),
    Case("空文件夹", _empty_folder),
)


class NoIndex:
    """A search index that holds nothing: bad files never get so far."""

    def versions(self) -> Mapping[str, str]:
        """Nothing is held."""
        return {}

    def marked(self) -> Mapping[str, str]:
        """Nothing is held."""
        return {}

    def search(self, *_: object) -> Sequence[FoundWords]:
        """Nothing is found."""
        return ()

    def note(self, report: Report, text: str, version: str) -> None:
        """Hold no words."""

    def forget_words(self, source: str) -> None:
        """There are none to forget."""

    def upsert(self, report: Report, text: str, version: str) -> None:
        """Hold nothing."""

    def delete(self, source: str) -> None:
        """There is nothing to forget."""

    def check(self, expected: Mapping[str, str]) -> list[str]:
        """All that is expected is missing."""
        return sorted(expected)

    def rebuild(self, reports: Iterable[tuple[Report, str, str]]) -> None:
        """Hold nothing again."""

    def close(self) -> None:
        """There is nothing to close."""


def _no_answers(_: RecordStore) -> Any:
    raise NotImplementedError


@dataclass(frozen=True)
class Outcome:
    """What became of a case."""

    name: str
    seen: tuple[str, ...]
    """What the user sees of the bad files, a line a file."""
    exit_code: int
    good_is_stored: bool

    def row(self) -> str:
        """Its row of the table."""
        words = "<br>".join(self.seen).replace("|", "\\|")
        return f"| {self.name} | {words} | {self.exit_code} | {'已入库' if self.good_is_stored else '丢失'} |"


def run(case: Case, folder: Path) -> Outcome:
    """Take a case in, beside a good notice, in a store of its own below `folder`."""
    settings = Settings(data_dir=folder / "data", llm="none")
    (folder / "files").mkdir(parents=True)
    (folder / "good").mkdir()
    good = folder / "good" / "好.txt"
    good.write_text(NOTICE, "utf-8")
    parts = Parts(
        store=RecordStore(settings.records_url).open(),
        index=NoIndex,
        answers=_no_answers,
        reading=lambda extractor: open_reading(settings, extractor),
    )
    with ExitStack() as stack:
        assistant = stack.enter_context(Assistant(parts))
        if case.good != "beside":
            list(assistant.ingest([good], "grammar", index=False))
            parts.store.close()  # Connections made from now on feel the circumstances.
        paths = case.make(folder / "files")
        stack.enter_context(case.around())
        beside = [] if case.good == "replaced" else [good]
        events = list(assistant.ingest([*paths, *beside], "grammar", index=False))
        shown = [event for event in events if isinstance(event, FileDone | FileFailed | FileSkipped)]
        seen = tuple(_words(event).replace(str(folder), "…") for event in shown if event.path != good)
        failed = any(isinstance(event, FileFailed) for event in shown)
        stored = "好.txt" in parts.store.sources() and parts.store.report("好.txt").findings != ()
    return Outcome(case.name, seen, int(failed), stored)


def _words(event: FileDone | FileFailed | FileSkipped) -> str:
    if isinstance(event, FileDone):
        return f"正常读入“{event.source}”：{event.findings} 条问题"
    words = event.error.message_zh or str(event.error)
    return ("跳过：" if isinstance(event, FileSkipped) else "失败：") + words


def table(outcomes: Iterable[Outcome]) -> str:
    """The outcomes as Markdown."""
    rows = [one.row() for one in outcomes]
    return "\n".join(["| 文件 | 用户看到的 | 退出码 | 同批其他文件 |", "|---|---|---|---|", *rows])


def main() -> None:
    """The command line."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [run(case, Path(folder, str(i))) for i, case in enumerate(CASES)]
        sys.stdout.write(table(outcomes) + "\n")


if __name__ == "__main__":
    main()
