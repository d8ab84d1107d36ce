"""The promises between services: events, topics, keys and read models. No I/O, no framework but pydantic.

`python -m shared.contracts.schema_documents` (`make schemas`) publishes them for readers, and alone writes files.

When you add an event type, change: its class in `events.py` (and `EVENTS` there), its golden file in
`tests/unit/contracts/golden/`, its committed schema (`make schemas`), its producer's domain, and the folds
that care: `assert_never` lists them when you run `make check`.
"""
