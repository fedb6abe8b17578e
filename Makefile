# COOP Press: every common task is one word. `make help` lists them.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
TEMPLATES = $$(git ls-files '*.html' | grep -vE '^(proceedings|tests)/')
export PORT

.DEFAULT_GOAL := help
.PHONY: help install demo start test library site database long canary golden bench lint format messages states lock

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

# Some systems split ensurepip from Python; their pip can fill a bare venv.
$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) 2> /dev/null || $(PYTHON) -m venv --clear --without-pip $(VENV)

# $(call pip_install,lock file): every package by its hash, with a count.
define pip_install
	@if $(BIN)/python -m pip --version > /dev/null 2>&1; then pip="$(BIN)/python -m pip"; \
	else pip="$(PYTHON) -m pip --python $(BIN)/python"; fi; \
	total=$$(grep -c '==' $(1)); \
	echo "Installing $$total locked packages from $(1)"; \
	{ $$pip install --disable-pip-version-check --no-input --progress-bar off --no-deps \
	  --require-hashes -r $(1) 2> $(VENV)/pip.log || echo INSTALL-FAILED; } | awk -v total=$$total ' \
	  /^Collecting|^Requirement already/ { if (++n % 20 == 0) print "  " n " of " total " ready" } \
	  /^Installing/ { print "  unpacking (some seconds)" } \
	  /INSTALL-FAILED/ { failed = 1 } \
	  { fflush() } END { exit failed }' || { cat $(VENV)/pip.log; exit 1; }
	@touch $@
endef

install: $(VENV)/.installed ## make the virtual environment with the locked packages

$(VENV)/.installed: requirements/main.lock | $(BIN)/python
	$(call pip_install,requirements/main.lock)

$(VENV)/.tested: requirements/dev.lock $(VENV)/.installed
	$(call pip_install,requirements/dev.lock)

demo: install ## migrate, load the demo content, compile the demo volume
	@$(BIN)/python manage.py prepare

start: install ## everything, then web and worker on http://localhost:$(PORT)
	@$(BIN)/python manage.py serve --prepare

test: library site ## all tests that this machine can run

library: $(VENV)/.tested ## the tests of the book library, which has no database
	@$(BIN)/python -m pytest tests/proceedings tests/golden -p no:django -n 2 -q -ra

site: $(VENV)/.tested ## the tests of the site
	@$(BIN)/python -m pytest tests --ignore=tests/proceedings --ignore=tests/golden -n 2 -q -ra

database: $(VENV)/.tested ## the tests of the site that depend on the database, for DATABASE_URL
	@$(BIN)/python -m pytest tests/cms tests/home tests/search -n 2 -q -ra \
	  -m "not (crawl or long or once or waiting)"

long: $(VENV)/.tested ## the tests that take minutes
	@$(BIN)/python -m pytest tests/cms tests/search -m long -n 2 -q

canary: $(VENV)/.tested ## visit every address as each role, a minute a role
	@$(BIN)/python -m pytest tests/cms/canary -m crawl -n 2 -q

golden: $(VENV)/.tested ## renew what the books of tests/golden are compared with
	@GOLDEN=renew $(BIN)/python -m pytest tests/golden -p no:django -q
	@git --no-pager diff --stat -- tests/golden

bench: $(VENV)/.tested ## how fast books are made and the API answers (PAPERS=200)
	@$(BIN)/python -m benchmarks --papers $(or $(PAPERS),200) --formats --size --clean
	@$(BIN)/python -m benchmarks.preview
	@$(BIN)/python -m benchmarks.api --pages $(or $(PAGES),300 3000 30000)

lint: $(VENV)/.tested ## ruff, mypy, import contracts, templates, migrations
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy proceedings
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	@$(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/.tested ## put code and templates in shape
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true

states: install ## write the table of submissions' states into its reference page
	@$(BIN)/python manage.py document_states

messages: $(VENV)/.tested ## bring locale/*.po up to date with the code (needs gettext)
	@$(BIN)/python manage.py makemessages --locale sl --locale it --locale en --ignore 'proceedings/*' --ignore 'tests/*' --ignore 'var/*' --ignore '.venv/*' --no-location --no-wrap

lock: ## renew the hashed lock files (needs uv)
	@cd requirements && for f in main dev; do uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $$f.in -o $$f.lock; done
