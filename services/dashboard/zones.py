"""The time zone of a site, in which its pages count days and say times."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from services.dashboard.identity import Identity
from shared.runtime.settings import Settings

UTC_NAME = "UTC"


def zone_of(settings: Settings, organization: str, site: str | None) -> ZoneInfo:
    """What CAIRN_ZONES says about the site, else what it says about all others, else UTC."""
    said = dict(settings.zones_by_place)
    return ZoneInfo(said.get(f"{organization}/{site}") or said.get("") or UTC_NAME)


def zone_for(settings: Settings, identity: Identity, sites: Sequence[str] = ()) -> ZoneInfo:
    """The zone of the first of these sites, or of the identity's own."""
    site = next(iter(sites or identity.sites), None)
    return zone_of(settings, identity.organization, site)
