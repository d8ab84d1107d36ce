"""What is asked of the caseload stands in the address, and comes back from it; no address asks for another site."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.caseload_asked import NAMES, Asked, Heard, Key, Sort, Towards, Turn, from_address, in_address
from services.dashboard.identity import Identity, Role
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.vocabulary import SLUG, Stage

SITES = ("harbour", "hillside")
OURS = Identity("northway", SITES, Role.COORDINATOR, "coordinator-1")
slugs = st.from_regex(SLUG, fullmatch=True)
numbers = st.integers(min_value=0, max_value=10**17 - 1)


def keys(sort: Sort) -> st.SearchStrategy[Key]:
    """Places in the list that is sorted so."""
    match sort:
        case Sort.PARTICIPANT:
            return st.tuples(slugs)
        case Sort.REASON:
            return st.tuples(st.integers(min_value=0, max_value=6), numbers, slugs)
        case Sort.NEWEST_WORD | Sort.OLDEST_WORD:
            return st.tuples(st.none() | numbers, slugs)


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """Anything that can be asked."""
    sort = draw(st.sampled_from(Sort))
    return Asked(
        search=draw(st.none() | slugs),
        site=draw(st.none() | st.sampled_from(SITES)),
        program=draw(st.none() | slugs),
        stage=draw(st.none() | st.sampled_from(Stage)),
        reason=draw(st.none() | st.sampled_from(AttentionReason)),
        heard=draw(st.none() | st.sampled_from(Heard)),
        status=draw(st.none() | st.sampled_from(EnrolmentStatus)),
        sort=sort,
        turn=draw(st.none() | st.builds(Turn, st.sampled_from(Towards), keys(sort))),
    )


@given(asked())
def test_an_address_asks_what_it_was_made_of(one: Asked) -> None:
    assert from_address({**in_address(one), "lang": "ar"}, OURS) == one


@given(asked(), st.sampled_from(NAMES), st.text(max_size=12))
def test_an_altered_address_asks_for_nothing_or_for_something_that_can_be_asked(
    one: Asked, name: str, nonsense: str
) -> None:
    read = from_address({**in_address(one), name: nonsense}, OURS)
    assert read is None or (read.site in (None, *SITES) and from_address(in_address(read), OURS) == read)


@given(asked())
def test_no_address_asks_for_a_site_that_is_not_the_visitors(one: Asked) -> None:
    elsewhere = Identity("northway", ("old-town",), Role.CLINICIAN, "clinician-1")
    read = from_address(in_address(one), elsewhere)
    assert (read is None) == (one.site is not None)
