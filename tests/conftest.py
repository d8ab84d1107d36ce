"""What every suite shares: a running stack, and a place of its own on it for each test."""

pytest_plugins = ["tests.stacks", "tests.space"]

collect_ignore = ["openapi", "pages", "e2e/journeys"]
"""Too slow for every run: collected only by name, as `make test-openapi` and `make test-pages` do."""
