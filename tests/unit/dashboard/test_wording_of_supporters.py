"""Supporters on a participant's own pages: in words, and told apart only where there are two."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.dashboard.identity import Identity, Role
from services.dashboard.own.looks import Looked, LooksPage
from services.dashboard.screens.mine import sharing
from services.dashboard.wording import mine
from services.dashboard.wording.own_supporters import short_forms
from shared.contracts.codes import Shared

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
SINCE = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
ROBIN = Identity("northway", (), Role.PARTICIPANT, "robin")
ONE, OTHER = str(UUID(int=0x4F2A << 112)), str(UUID(int=0x4F2B << 112))


def told(*ids: str) -> list[str]:
    found = [sharing.Supporter(one, (Shared.STEPS, Shared.SCORES), SINCE) for one in ids]
    return [re.sub("<[^>]+>", "|", one) for one in sharing.told(found, NOW)]


def test_one_supporter_is_said_without_an_id() -> None:
    [said] = told(ONE)
    assert "|A supporter, by your invitation of Mon 2 Mar 2026|" in said
    assert "|They may see: your steps and plans, the two estimates.|" in said


def test_two_are_told_apart_by_how_their_ids_begin() -> None:
    first, second = told(ONE, OTHER)
    assert "A supporter (4f2a), by your invitation of Mon 2 Mar 2026" in first
    assert "A supporter (4f2b), by your invitation of Mon 2 Mar 2026" in second


def test_who_looked_is_told_apart_in_the_same_way() -> None:
    looks = [Looked(NOW, "supporting", Role.SUPPORTER, one) for one in (ONE, OTHER)]
    page = LooksPage(looks, older=False)
    shorts = short_forms(one.by for one in page.looks)
    assert [mine.looked(one, ROBIN, NOW, shorts)[0] for one in looks] == [
        "09:30 a supporter whom you invited (4f2a)",
        "09:30 a supporter whom you invited (4f2b)",
    ]
    assert mine.looked(looks[0], ROBIN, NOW, short_forms([ONE, ONE]))[0] == "09:30 a supporter whom you invited"


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        ([], {}),
        (["friend"], {}),
        (["friend", "friend"], {}),
        (["ann", "ben"], {"ann": "ann", "ben": "ben"}),
        (["friend-1", "friend-2"], {"friend-1": "friend-1", "friend-2": "friend-2"}),
        (["friend", "friend-1"], {"friend": "friend", "friend-1": "friend-"}),
        (["12345-a", "12346-a"], {"12345-a": "12345", "12346-a": "12346"}),
    ],
)
def test_an_id_is_as_short_as_it_can_be(ids: list[str], shown: dict[str, str]) -> None:
    assert short_forms(ids) == shown
