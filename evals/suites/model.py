"""What a suite is, as data: which task tries it, over what, and where its cases come from.

`suite.schema.json` is this model as a JSON schema, for editors and for suites that users write.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from assistant.schema import Value

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]
Change = Literal[
    "windows_lines", "byte_order_mark", "gb18030", "utf16", "double_spacing", "indented", "trailing_spaces",
    "wide_digits", "narrow_punctuation", "page_numbers", "web_frame", "no_final_line",
]  # fmt: skip
"""A way in which the same notice reaches a reader in another form."""
Place = Literal["opening", "finding", "end"]
"""Where foreign words are put: after the first paragraph, inside a finding, after the last line."""


class Described(Value):
    """What every suite says of itself."""

    name: Name
    about: str
    """What a good result means, in a sentence."""
    provenance: str
    """Where the cases come from and who decided what is right."""


class ExtractionSuite(Described):
    """Every notice read, field by field against gold: a case a notice."""

    task: Literal["extraction"]


class QuestionsSuite(Described):
    """Every question of the corpus answered: a case a question."""

    task: Literal["questions"]
    types: tuple[str, ...] = ()
    """Only questions of these types; all where empty."""
    indexed: bool = True
    """Whether to embed the notices first, which takes minutes; lists and counts are answered from the records alone."""


class RetrievalSuite(Described):
    """Questions whose answer stands in a passage, searched for: a case a question."""

    task: Literal["retrieval"]
    cutoffs: tuple[int, ...] = (1, 3, 10)


class ComparisonSuite(Described):
    """What is open by when, and what contradicts itself, against gold: a case a notice and day, and a case a notice."""

    task: Literal["comparison"]
    days: tuple[str, ...]
    """ISO dates on which deadlines are judged."""


class Variant(Value):
    """One form in which every notice is read again."""

    id: Name
    change: Change
    why: str
    """Where this form is met."""


class RobustnessSuite(Described):
    """Every notice in other forms, against the same gold: a case a notice and form."""

    task: Literal["robustness"]
    variants: tuple[Variant, ...] = Field(min_length=1)


class Attack(Value):
    """Words put into a notice that try to steer whoever reads it."""

    id: Name
    place: Place
    words: str
    marks: tuple[str, ...]
    """Words that no answer may hold, for only one who obeyed would say them."""
    why: str
    """What the attack is after."""


class InjectionSuite(Described):
    """Notices with instructions in them: records and answers stay as they were. A case a notice and attack."""

    task: Literal["injection"]
    attacks: tuple[Attack, ...] = Field(min_length=1)
    questions: tuple[str, ...] = Field(min_length=1)
    """`{hospital}` stands for the hospital's name."""


class SuiteOfSuites(Described):
    """Several suites in one run."""

    task: Literal["all"]
    members: tuple[Name, ...] = Field(min_length=1)


SingleSuite = ExtractionSuite | QuestionsSuite | RetrievalSuite | ComparisonSuite | RobustnessSuite | InjectionSuite
Suite = SingleSuite | SuiteOfSuites
SUITE: TypeAdapter[Suite] = TypeAdapter(Annotated[Suite, Field(discriminator="task")])
