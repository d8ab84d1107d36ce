# Cairn. `make` lists the targets; `make run` and `make test` need nothing but Python 3.11+ and make.

PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2# test processes, each with servers of its own
READY := .venv/.ready
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check test-openapi test-pages test-docker bench screenshots schemas words lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY) ## start everything here and play the sample programs; ONCE=1 checks that all arrived, and ends
	@$(BIN)/python -m deploy.run $(if $(ONCE),--once) $(ARGS)

test: $(READY) ## all tests but the container ones: unit, property, integration, browser
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal $(ARGS)

check: $(READY) ## types, lint, layers, committed schemas
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test-openapi: $(READY) ## what Schemathesis makes up from the OpenAPI documents, sent to goals and checkins
	@$(BIN)/python -m pytest -q tests/openapi $(ARGS)

test-pages: $(READY) ## every page and journey in a real browser: axe-core, keyboard, phones, services away
	@$(BIN)/python -m pytest -q tests/e2e/journeys tests/pages $(ARGS)

test-docker: $(READY) ## the integration tests on containers; skips with a reason where no engine answers
	@CAIRN_TEST_STACK=docker $(BIN)/python -m pytest -q -rs tests/integration $(ARGS)

bench: $(READY) ## speed, as ratios in one run on the same servers; one JSON line per figure
	@$(BIN)/python -W ignore -m tests.benchmarks $(ARGS)

screenshots: $(READY) ## pictures of all pages, in .cairn/screenshots; README's, in docs/screenshots
	@$(BIN)/python -W ignore -m tests.screenshots $(ARGS)

schemas: $(READY) ## write the JSON Schemas and the AsyncAPI document; refuses an incompatible change
	@$(BIN)/python -m shared.contracts.schema_documents

words: $(READY) ## the dashboard's catalogues of translations: new sentences in, old ones out; says what is missing
	@$(BIN)/python -m services.dashboard.catalogue $(ARGS)

lock: $(READY) ## resolve the dependencies anew, with hashes
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  pyproject.toml -o requirements/services.txt
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev -c requirements/services.txt pyproject.toml -o requirements/dev.txt

clean: ## remove the environment, caches and the data of past runs
	@rm -rf .venv .cairn .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Cairn needs Python 3.11 or newer as $(PYTHON); point at one with: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv >/dev/null 2>&1 \
	  || { echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "installing the locked dependencies into .venv (about a minute)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt \
	  || { echo "the dependencies could not be installed; check the network and run make again" >&2; exit 1; }
	@touch $@
