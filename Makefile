# COOP Press: every common task is one word. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
export PORT

.DEFAULT_GOAL := help
.PHONY: help install demo start test lint format messages golden lock

help: ## list these targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

install: $(VENV)/.installed ## make the virtual environment with the locked packages

$(VENV)/.installed: requirements/main.lock
	@echo "Installing the locked packages (about half a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/main.lock
	@touch $@

$(VENV)/.tested: requirements/dev.lock $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

demo: install ## migrate, load the demo content, compile the demo volume
	@$(BIN)/python manage.py prepare

start: demo ## everything, then web and worker on http://localhost:$(PORT)
	@$(BIN)/python manage.py serve

test: $(VENV)/.tested ## all tests that this machine can run
	@$(BIN)/python -m pytest tests/proceedings tests/golden -p no:django -n 2 -q -ra
	@$(BIN)/python -m pytest tests --ignore=tests/proceedings --ignore=tests/golden -n 2 -q -ra

lint: $(VENV)/.tested ## ruff, mypy, import contracts, templates, migrations
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/mypy proceedings
	@$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html' | grep -v '^proceedings/')
	@$(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/.tested ## put code and templates in shape
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $$(git ls-files '*.html' | grep -v '^proceedings/') || true

lock: ## renew the hashed lock files (needs uv)
	@cd requirements && for f in main dev; do uv pip compile -q --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $$f.in -o $$f.lock; done
