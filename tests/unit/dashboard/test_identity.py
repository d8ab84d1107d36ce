"""Who may be shown anything: decided in one place."""

from __future__ import annotations

from services.dashboard.identity import Identity, Role, identify
from shared.runtime.settings import Settings

SOMEBODY = Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1")


def settings(*, demo: bool) -> Settings:
    return Settings(kafka="127.0.0.1:1", mongo="mongodb://127.0.0.1:1/?replicaSet=rs0", demo=demo)


def test_on_a_demo_the_picked_identity_counts() -> None:
    assert identify(settings(demo=True), lambda: SOMEBODY) == SOMEBODY


def test_elsewhere_nobody_is_anybody_and_the_picker_is_not_even_asked() -> None:
    def asked() -> Identity:
        raise AssertionError("the picker was asked")

    assert identify(settings(demo=False), asked) is None
