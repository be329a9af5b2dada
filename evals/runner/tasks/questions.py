"""Every question of the corpus answered by the product, and the answer held against gold."""

from __future__ import annotations

from assistant.answering.answer import Answer, Citation
from assistant.errors import QuestionError
from evals.extraction import Item
from evals.questions import score
from evals.runner.bench import Bench
from evals.runner.case import Case, Cited, Part, Verdict, digest_of
from evals.runner.corpus import Corpus
from evals.suites.model import QuestionsSuite


def cases(suite: QuestionsSuite, corpus: Corpus) -> list[Case]:
    """A case a question."""
    asked = [raw for raw in corpus.questions if not suite.types or raw["type"] in suite.types]
    return [_case(suite, raw, corpus) for raw in asked]


def _case(suite: QuestionsSuite, raw: Item, corpus: Corpus) -> Case:
    def judge_it(bench: Bench) -> Verdict:
        answer = ask(bench, raw, indexed=suite.indexed)
        told = answer.as_json()
        total = score({raw["id"]: told | {"id": raw["id"]}}, [raw], corpus.aliases)
        why = total.wrong.get(raw["id"], [])
        parts = {"right": Part.share(not why)}
        for recall, precision in zip(total.recall, total.precision, strict=True):
            parts |= {"citation_recall": Part.mean(recall), "citation_precision": Part.mean(precision)}
        false = [each for each in answer.citations if not _verbatim(each, bench)]
        if answer.citations:
            good = len(answer.citations) - len(false)
            parts["citations_verbatim"] = Part(num=good, den=len(answer.citations), n=len(answer.citations))
        return Verdict(
            parts=parts,
            why=(*why, *(f"quote is not in the source: {each.quote[:40]}" for each in false)),
            asked="\n".join(raw["turns"]),
            gold=_gold(raw),
            answer=answer.answer,
            citations=tuple(Cited(place=_place(each), quote=each.quote) for each in answer.citations),
            plan=answer.plan,
            model=answer.llm.model if answer.llm else None,
        )

    return Case(
        suite.name,
        str(raw["id"]),
        raw["type"],
        cluster_of(raw),
        digest_of(raw, corpus.aliases, suite.indexed),
        judge_it,
    )


def ask(bench: Bench, raw: Item, *, indexed: bool) -> Answer:
    """The product's answer; a question that it refuses is answered by the refusal, as a user would read it."""
    *history, question = raw["turns"]
    try:
        return bench.assistant(indexed=indexed).ask(question, history, id=str(raw["id"]))
    except QuestionError as error:
        return Answer(id=str(raw["id"]), answer=error.message_zh or str(error), abstained=True)


def cluster_of(raw: Item) -> str:
    """The reports that a question rests on; questions without evidence stand alone."""
    reports = sorted({str(name).rsplit("-", 1)[0] for name in raw.get("evidence") or ()})
    return "+".join(reports) or str(raw["id"])


def _verbatim(citation: Citation, bench: Bench) -> bool:
    return bench.assistant().text(citation.source)[citation.start : citation.end] == citation.quote


def _place(citation: Citation) -> str:
    finding = f" 第{citation.finding}条" if citation.finding is not None else ""
    return f"{citation.source}{finding} {citation.label}"


def _gold(raw: Item) -> str:
    """What makes an answer right, in the words of the question file."""
    told = [str(raw.get("answer") or "")]
    told += ["含：" + "／".join(group) for group in raw.get("must") or ()]
    told += ["不得含：" + words for words in raw.get("must_not") or ()]
    told.append("依据：" + ("、".join(raw.get("evidence") or ()) or "无"))
    if raw.get("abstain"):
        told.append("应说明资料未载")
    return "\n".join(filter(None, told))
