"""Programs: configured, not coded."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from services.goals.domain.program import Prompt, Terms
from services.goals.requests.words import says_something
from shared.contracts.codes import EveryDays, Language
from shared.contracts.vocabulary import ProgramId, Slug
from shared.runtime.bodies import CommandBody

_Something = Annotated[str, AfterValidator(says_something), Field(json_schema_extra={"pattern": r"\S"})]
_Name = Annotated[_Something, StringConstraints(min_length=1, max_length=200)]
_Question = Annotated[_Something, StringConstraints(min_length=1, max_length=500)]
_Page = Annotated[_Something, StringConstraints(min_length=1, max_length=4_000)]
MOST_LANGUAGES = 20
MOST_PROMPTS = 100
"""As many codes as `participant-enrolled` takes."""


class PromptBody(BaseModel):
    """A journaling prompt for check-ins, in every language of the program."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Annotated[Slug, Field(description="By which events speak of it: never give it another meaning.")]
    text: Annotated[dict[Language, _Question], Field(min_length=1, max_length=MOST_LANGUAGES)]


class PutProgramBody(CommandBody):
    """A program, or its next version. Whoever joined keeps the version that they joined."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "from_version": 0,
                    "name": {"en": "Tobacco-free, 12 weeks"},
                    "what_to_expect": {"en": "You set the pace. Once a week we ask how you are."},
                    "check_in_every_days": 7,
                    "silent_after_days": 14,
                    "review_every_days": 28,
                    "languages": ["en"],
                    "prompts": [{"code": "proud-of", "text": {"en": "What are you a little proud of this week?"}}],
                }
            ]
        },
    )

    from_version: Annotated[int, Field(ge=0, le=2**31 - 2, strict=True, description="The version read; 0: new.")]
    name: Annotated[dict[Language, _Name], Field(min_length=1, max_length=MOST_LANGUAGES)]
    what_to_expect: Annotated[
        dict[Language, _Page] | None, Field(description="The program in plain words, for the participant.")
    ] = None
    check_in_every_days: EveryDays
    silent_after_days: Annotated[EveryDays, Field(description="How long silence may last before somebody asks.")]
    review_every_days: EveryDays
    languages: Annotated[list[Language], Field(min_length=1, max_length=MOST_LANGUAGES)]
    prompts: Annotated[list[PromptBody], Field(max_length=MOST_PROMPTS)] = Field(default_factory=list)

    def terms(self) -> Terms:
        """What the program says."""
        return Terms(
            name=self.name,
            what_to_expect=self.what_to_expect,
            check_in_every_days=self.check_in_every_days,
            silent_after_days=self.silent_after_days,
            review_every_days=self.review_every_days,
            languages=tuple(self.languages),
            prompts=tuple(Prompt(code=prompt.code, text=prompt.text) for prompt in self.prompts),
        )


class ProgramVersion(BaseModel):
    """The version that was recorded."""

    program: ProgramId
    version: int
