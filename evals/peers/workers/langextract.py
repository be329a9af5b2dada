"""LangExtract in its own environment: extraction with its defaults, and its aligner alone."""

from __future__ import annotations

import warnings
from typing import Any

import langextract as lx
from langextract import factory
from langextract.core import tokenizer
from langextract.resolver import WordAligner

from evals.peers.workers.lines import Message, serve

_TOKENIZERS = {"regex": tokenizer.RegexTokenizer, "unicode": tokenizer.UnicodeTokenizer}


def align(request: Message) -> Message:
    """Where the aligner says each of `quotes` stands in `text`: {status, start, end}, nulls where it finds none."""
    cut = _TOKENIZERS[request["tokenizer"]]()
    placed = []
    for quote in request["quotes"]:
        asked = lx.data.Extraction("quote", quote)
        [[found]] = WordAligner().align_extractions([[asked]], request["text"], tokenizer_impl=cut)
        placed.append(_place(found))
    return {"placed": placed}


def extract(request: Message) -> Message:
    """Extract from `text` after `description` and `examples`, with the model at `url`."""
    config = factory.ModelConfig(
        model_id=request["model"],
        provider="OpenAILanguageModel",
        # One request at a time, since the server answers one; an end to answers that never end by themselves.
        provider_kwargs={
            "base_url": request["url"], "api_key": request["key"], "max_workers": 1, "max_output_tokens": 2048,
            "temperature": 0.0,
        },
    )  # fmt: skip
    examples = [_example(each) for each in request["examples"]]
    model = factory.create_model(config, examples=examples, use_schema_constraints=True)
    # A slow machine is no failure: its client would give up after ten minutes, and ask all over again.
    model._client = model._client.with_options(timeout=3600.0, max_retries=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = lx.extract(
            request["text"],
            prompt_description=request["description"],
            examples=examples,
            model=model,
            show_progress=False,
        )
    return {"extractions": [_told(each) for each in found.extractions or []]}


def _example(told: dict[str, Any]) -> Any:
    given = [
        lx.data.Extraction(each["class"], each["text"], attributes=each.get("attributes"))
        for each in told["extractions"]
    ]
    return lx.data.ExampleData(text=told["text"], extractions=given)


def _told(found: Any) -> Message:
    own = {"class": found.extraction_class, "text": found.extraction_text, "attributes": found.attributes or {}}
    return own | _place(found)


def _place(found: Any) -> Message:
    status, at = found.alignment_status, found.char_interval
    return {
        "status": status.value if status else None,
        "start": at.start_pos if at else None,
        "end": at.end_pos if at else None,
    }


if __name__ == "__main__":
    serve({"align": align, "extract": extract})
