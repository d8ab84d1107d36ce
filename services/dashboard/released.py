"""What the owning services release to somebody through their GET endpoints, and commands on their behalf.

Nothing is remembered here: an answer belongs to whoever asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import uuid4

import httpx

from services.dashboard.identity import Identity
from shared.runtime.errors import CairnError
from shared.runtime.settings import Settings

ANSWER_WITHIN = 4.0
"""Seconds that a service may take before the page goes on without it."""
MOST_PAGES = 20
"""Pages of one list that are read at the most."""


class Service(StrEnum):
    """Who is asked."""

    GOALS = "goals"
    CHECKINS = "checkins"
    SCORING = "scoring"


class ServiceAway(CairnError):
    """A service does not answer; asking again later is right."""

    def __init__(self, service: Service) -> None:
        super().__init__(f"{service.value} does not answer")
        self.service = service


class Refused(CairnError):
    """A service answered with a problem: `code` says which, `sentence` and `hint` say it in words."""

    def __init__(self, status: int, code: str, sentence: str, hint: str) -> None:
        super().__init__(code)
        self.status, self.code, self.sentence, self.hint = status, code, sentence, hint


@dataclass(frozen=True, slots=True)
class Released:
    """The services, asked by one identity. All methods raise ServiceAway and Refused."""

    client: httpx.Client
    addresses: Mapping[Service, str]
    identity: Identity

    def get(self, service: Service, path: str, *, site: str | None = None, **query: str | int) -> dict[str, Any]:
        """One answer. `path` goes on behind `/v1/organizations/{organization}/`; staff say for which `site`."""
        return self._answer(service, "GET", path, site, params=query)

    def items(
        self, service: Service, path: str, *, site: str | None = None, at_most: int = 500, **query: str | int
    ) -> list[dict[str, Any]]:
        """The items of a list, page after page, at most so many."""
        found: list[dict[str, Any]] = []
        for _ in range(MOST_PAGES):
            page = self.get(service, path, site=site, at_most=min(at_most - len(found), 100), **query)
            found += page["items"]
            if len(found) >= at_most or not page.get("next"):
                break
            query["after"] = page["next"]
        return found

    def send(
        self,
        service: Service,
        path: str,
        body: Mapping[str, object],
        *,
        site: str | None = None,
        key: str | None = None,
    ) -> dict[str, Any]:
        """A command; `key` makes trying again harmless (a new one when there is none)."""
        return self._answer(service, "POST", path, site, json=dict(body), key=key or uuid4().hex)

    def _answer(
        self, service: Service, method: str, path: str, site: str | None, *, key: str | None = None, **rest: Any
    ) -> dict[str, Any]:
        headers = {"Cairn-Acting-As": self.identity.acting_as(site)} | ({"Idempotency-Key": key} if key else {})
        url = f"{self.addresses[service]}/v1/organizations/{self.identity.organization}/{path}"
        try:
            answer = self.client.request(method, url, headers=headers, **rest)
        except httpx.HTTPError as error:
            raise ServiceAway(service) from error
        if answer.status_code >= 500:
            raise ServiceAway(service)
        said: dict[str, Any] = answer.json()
        if answer.is_success:
            return said
        raise Refused(answer.status_code, said["code"], said["detail"], said.get("hint", ""))


def connected() -> httpx.Client:
    """One client for the whole process; it holds no identity."""
    return httpx.Client(timeout=ANSWER_WITHIN, trust_env=False, follow_redirects=False)


def addresses_in(settings: Settings) -> Mapping[Service, str]:
    """Where the services listen."""
    return {
        Service.GOALS: settings.goals,
        Service.CHECKINS: settings.checkins,
        Service.SCORING: settings.scoring,
    }
