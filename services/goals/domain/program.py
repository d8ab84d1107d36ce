"""Programs: courses of care, configured and not coded. Each version is kept as it was when people joined it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from services.goals.domain.asked import Asked, not_from_the_future
from services.goals.domain.enrolment import Offer
from services.goals.domain.refusals import invalid, version_moved_on
from shared.contracts.problems import Problem

Text: TypeAlias = Mapping[str, str]
"""The same in several languages, by language tag."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """A journaling prompt of a check-in: its code in events, and how it is asked."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a program says: its rhythm in days, and everything that is shown to people, in each of its languages."""

    name: Text
    what_to_expect: Text | None
    check_in_every_days: int
    silent_after_days: int
    review_every_days: int
    languages: tuple[str, ...]
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A version of a program."""

    organization: str
    program: str
    version: int
    put_at: datetime
    terms: Terms

    @property
    def offer(self) -> Offer:
        """What somebody who joins now keeps."""
        return Offer(
            version=self.version,
            check_in_every_days=self.terms.check_in_every_days,
            silent_after_days=self.terms.silent_after_days,
            review_every_days=self.terms.review_every_days,
            prompts=tuple(prompt.code for prompt in self.terms.prompts),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PutProgram(Asked):
    """Offer a program, or its next version. `from_version`: what whoever puts it has read; 0 for a new one."""

    program: str
    from_version: int
    terms: Terms


def unknown_program_version(program: str, version: int) -> Problem:
    """The program was never at that version."""
    return Problem(
        404,
        "unknown-program-version",
        f"The program {program} has no version {version}.",
        "Leave the version out to read the newest one.",
    )


Rule: TypeAlias = Callable[[Program | None, PutProgram], Problem | None]


def a_program_starts_from_its_newest_version(newest: Program | None, command: PutProgram) -> Problem | None:
    """Nobody's program is overwritten by somebody who had not read it."""
    current = newest.version if newest else 0
    return None if command.from_version == current else version_moved_on("program", command.from_version, current)


def each_language_is_named_once(newest: Program | None, command: PutProgram) -> Problem | None:
    """A list of languages, not of wishes."""
    languages = command.terms.languages
    return invalid("languages", "names a language twice") if len(set(languages)) < len(languages) else None


def each_prompt_has_a_code_of_its_own(newest: Program | None, command: PutProgram) -> Problem | None:
    """Events speak of a prompt by its code alone."""
    codes = [prompt.code for prompt in command.terms.prompts]
    return invalid("prompts", "uses a code twice") if len(set(codes)) < len(codes) else None


def every_text_is_in_every_language(newest: Program | None, command: PutProgram) -> Problem | None:
    """Whoever reads the program in one of its languages reads all of it."""
    languages = set(command.terms.languages)
    for field, text in _texts(command.terms):
        if set(text) != languages:
            return invalid(field, "needs a text in each of the program's languages, and in no other")
    return None


def silence_lasts_longer_than_the_rhythm(newest: Program | None, command: PutProgram) -> Problem | None:
    """Nobody is asked after who was not expected to say anything yet."""
    terms = command.terms
    if terms.silent_after_days < terms.check_in_every_days:
        return invalid("silent_after_days", "is less than check_in_every_days")
    return None


RULES: tuple[Rule, ...] = (
    each_language_is_named_once,
    each_prompt_has_a_code_of_its_own,
    every_text_is_in_every_language,
    silence_lasts_longer_than_the_rhythm,
    a_program_starts_from_its_newest_version,
)


def decide(newest: Program | None, command: PutProgram, now: datetime) -> Program | Problem:
    """The version that follows on the newest one, or why not. A program makes no event: who joins it carries it."""
    refusal = not_from_the_future(command, now)
    refusal = refusal or next((refusal for rule in RULES if (refusal := rule(newest, command))), None)
    return refusal or Program(
        organization=command.organization,
        program=command.program,
        version=command.from_version + 1,
        put_at=command.happened_at(now),
        terms=command.terms,
    )


def _texts(terms: Terms) -> Iterator[tuple[str, Text]]:
    yield "name", terms.name
    if terms.what_to_expect is not None:
        yield "what_to_expect", terms.what_to_expect
    for place, prompt in enumerate(terms.prompts):
        yield f"prompts.{place}.text", prompt.text
