"""Whatever the record holds: a brief says nothing else, fits its page, and does not depend on any order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.brief import PARTS, Known, Part, compose
from services.dashboard.language import LANGUAGES, speaking
from services.dashboard.released import Service
from services.dashboard.sentences import LONGEST_QUOTE
from services.dashboard.wording.brief import page
from tests.property.dashboard.generated_lives import NOW, lives

any_services = st.frozensets(st.sampled_from((Service.GOALS, Service.CHECKINS)))


@given(lives())
def test_every_sentence_follows_from_events_that_the_record_holds(known: Known) -> None:
    held = {one.event_id: one for one in known.heard}
    for sentence in compose(known, NOW).sentences:
        assert sentence.sources
        assert len(set(sentence.sources)) == len(sentence.sources)
        assert all(page.source(held[id_].fact, held[id_].at, NOW) for id_ in sentence.sources)


@given(lives())
def test_every_quoted_word_stands_in_a_note_that_was_released_with_one_of_those_events(known: Known) -> None:
    held = {one.event_id: one for one in known.heard}
    for sentence in compose(known, NOW).sentences:
        named = " ".join(held[id_].fact.model_dump_json() for id_ in sentence.sources)
        for quoted in sentence.quotes:
            assert quoted.words
            assert quoted.words in known.notes[quoted.note_id]
            assert f'"{quoted.note_id}"' in named


@given(lives(any_services), st.sampled_from(sorted(LANGUAGES)))
def test_a_brief_never_exceeds_its_page(known: Known, language: str) -> None:
    with speaking(language):
        made = compose(known, NOW)
    for part, composed in PARTS.items():
        assert len(made.parts[part]) <= composed.most
    assert all(len(quoted.words) <= LONGEST_QUOTE for sentence in made.sentences for quoted in sentence.quotes)


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_come_changes_nothing(known: Known, chance: Random) -> None:
    shuffled = list(known.heard)
    chance.shuffle(shuffled)
    assert compose(replace(known, heard=tuple(shuffled)), NOW) == compose(known, NOW)


@given(lives(any_services))
def test_no_drift_is_claimed_unless_everything_is_known(known: Known) -> None:
    made = compose(known, NOW)
    if known.missing or known.resting:
        assert made.parts[Part.DRIFT] == ()
    assert made.missing == known.missing


@given(lives())
def test_the_summary_repeats_sentences_and_adds_none(known: Known) -> None:
    made = compose(known, NOW)
    above = [one for part in Part if part is not Part.SUMMARY for one in made.parts[part]]
    assert all(one in above for one in made.parts[Part.SUMMARY])
