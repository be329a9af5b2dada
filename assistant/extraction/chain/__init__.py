"""The reading chain: a language model proposes, finding by finding, on numbered clauses; code quotes and decides."""

from assistant.extraction.chain.merging import merge
from assistant.extraction.chain.reading import FindingReading
from assistant.extraction.chain.running import ChainFinished, ChainProgress, read_findings

__all__ = ["ChainFinished", "ChainProgress", "FindingReading", "merge", "read_findings"]
