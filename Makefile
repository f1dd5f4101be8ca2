# Every target sets up what it needs: Python 3.11+ and make are enough. 'make help' lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
FUZZ_EXAMPLES ?= 30
BIN := .venv/bin

# Production settings with stand-ins for what the environment must bring.
PRODUCTION := DJANGO_SETTINGS_MODULE=cms.settings.production \
	SECRET_KEY=not-a-secret-but-long-enough-for-the-check-of-the-deployment-settings \
	ALLOWED_HOSTS=cms.example.org WAGTAILADMIN_BASE_URL=https://cms.example.org

.PHONY: help run install install-dev test fuzz test-browser bench bench-large check lint schemas client screenshots clean

help: ## list every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: python ## start the site with its demo on http://localhost:8000 (PORT=8123, DEMO=0 for an empty site)
	@$(PYTHON) -m cms.operations run

install: python ## make .venv with what the site needs
	@$(PYTHON) -m cms.operations install

install-dev: python ## the same, with what tests and checks need
	@$(PYTHON) -m cms.operations install --development

test: install-dev ## run the tests on all cores (ARGS="-k trial" passes options to pytest, "-n 0" runs them in turn)
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

fuzz: install-dev ## send the API tens of thousands of odd requests (FUZZ_EXAMPLES=100, ARGS="-k naughty")
	@FUZZ_EXAMPLES=$(FUZZ_EXAMPLES) $(BIN)/python -m pytest -s -p no:logging tests/contract/test_fuzz.py $(ARGS)

test-deep: install-dev ## edit and read at random for longer, in search of stale answers (EXAMPLES=200 sites)
	@DEEP_EXAMPLES=$(or $(EXAMPLES),200) $(BIN)/python -m pytest tests/delivery/test_state_machine.py -s $(ARGS)

test-browser: install-dev ## run the browser stories (needs Chromium)
	@$(BIN)/python -m pytest tests/browser $(ARGS)

bench: install-dev ## measure against stock Wagtail and nginx, 1,000 articles
	@$(BIN)/python -m bench

bench-large: install-dev ## the same with 20,000 articles, 10,000 of them kept in memory
	@$(BIN)/python -m bench --articles 20000

lint: install-dev ## style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check: lint ## lint, types, import direction, migrations, deployment settings
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py export_block_schemas --check
	@$(BIN)/python manage.py export_openapi --check
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

schemas: install-dev ## write the API's OpenAPI document and the JSON Schemas of the body blocks to schemas/
	@$(BIN)/python manage.py export_block_schemas
	@$(BIN)/python manage.py export_openapi
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory client; \
		else echo "npm was not found: run 'make client' where it is, for the types in clients/typescript/."; fi

client: clients/typescript/node_modules/.package-lock.json ## build the TypeScript client, its types from schemas/openapi.json (needs Node.js 18+)
	@cd clients/typescript && npm run --silent types && npm run --silent build

clients/typescript/node_modules/.package-lock.json: clients/typescript/package-lock.json
	@cd clients/typescript && npm ci
	@touch $@

screenshots: install-dev ## take the pictures of README.md and docs anew
	@$(BIN)/python -m pytest tests/browser/screenshots*.py $(ARGS)

clean: ## remove .venv and caches, never what the site wrote (var/)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	rm -rf clients/typescript/node_modules clients/typescript/dist clients/typescript/.examples

.PHONY: python
python:
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) was not found. Install Python 3.11 or newer."; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V)."; \
		echo "If a newer one has another name: PYTHON=python3.12 make $(or $(MAKECMDGOALS),run)"; exit 2; }
