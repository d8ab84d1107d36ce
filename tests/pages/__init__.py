"""Every page as everybody sees it, on the sample programs and on real servers: `make test-pages`.

What may come in that nobody hopes for, and where it is tested:

| What | Where |
|---|---|
| MongoDB is away and comes back | `test_away.py` here; Today keeps what it showed: `journeys/test_today.py` |
| goals, checkins or scoring is away and comes back | `test_away.py` here; `journeys/test_participant_page.py` |
| a command while checkins is away | `journeys/test_today.py` |
| a site with nobody | `test_extremes.py` here; with nobody yet: `e2e/test_dashboard.py` |
| one participant with 2,000 events | `test_extremes.py` here; what is asked: `integration/dashboard/test_brief.py`, |
| | `test_participant_queries.py` |
| 1,000 attention items | `journeys/test_today.py`; in order, page by page: `integration/dashboard/test_today.py` |
| ids as long as they may be | `journeys/test_today.py` |
| notes of 300 characters, right-to-left, emoji | `journeys/test_session_brief.py`, `test_participant_sections.py` |
| a participant who moved while the page is open | `journeys/test_participant_page.py`, `test_today.py` |
| two coordinators take the same item | `journeys/test_today.py` |
| an altered address | `journeys/test_caseload.py`, `test_dashboard.py`, `integration/dashboard/test_participant.py` |
"""
