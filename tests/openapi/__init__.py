"""Schemathesis against the OpenAPI documents of the services, on real servers: `make test-openapi`."""
