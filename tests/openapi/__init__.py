"""Schemathesis against the OpenAPI documents of goals and checkins, on real servers: `python -m tests.openapi`."""
