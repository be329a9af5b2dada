"""The whole chain once for real: the embedded model reads a sample notice, and what is stored passes the gate."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.core import Assistant
from assistant.extraction.gate import check_report
from assistant.ingestion import FileDone
from assistant.llm import embedded
from assistant.settings import Settings

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "reports"


@pytest.mark.embedded_model
def test_embedded_model_reads_a_notice_end_to_end(tmp_path: Path) -> None:
    if not embedded.installed():
        pytest.skip("the extra 'local' is not installed")
    notice = next(SAMPLES.glob("s08_*.txt"))
    settings = Settings(_env_file=None, data_dir=tmp_path, llm="local")

    with Assistant.open(settings) as assistant:
        grammar = [event for event in assistant.ingest([notice], "grammar") if isinstance(event, FileDone)]
        plain = assistant.report(notice.name)
        read = [event for event in assistant.ingest([notice], "llm") if isinstance(event, FileDone)]
        merged = assistant.report(notice.name)
        again = [event for event in assistant.ingest([notice], "llm") if isinstance(event, FileDone)]
        text = assistant.text(notice.name)

    assert [event.changed for event in (*grammar, *read, *again)] == [True, True, False]
    assert (tmp_path / "responses.db").exists()
    check_report(merged, text)
    assert [one.title for one in merged.findings] == [one.title for one in plain.findings]
    assert [one.status for one in merged.findings] == [one.status for one in plain.findings]
    assert len(merged.doubts) > len(plain.doubts)
