"""What callers send and get, as OpenAPI shows it; one module a kind."""
