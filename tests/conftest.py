"""What every suite shares: a running stack, and a place of its own on it for each test."""

pytest_plugins = ["tests.stacks", "tests.space"]

collect_ignore = ["openapi", "pages"]
"""Too slow for every run: collected only by name, `pytest tests/openapi` or `pytest tests/pages`."""
