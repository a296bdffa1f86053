# `make` lists what there is. Everything runs in .venv, made from the hash-locked lists in deploy/locks.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
SOURCES := knowledge bot adapters tests deploy
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help demo test e2e e2e-smoke payloads teams-app check lint types format bench load faults corpus-diff lock demo-documents clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

.venv/runtime: deploy/locks/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Kanslist needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making the environment in .venv (once, half a minute) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r deploy/locks/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: deploy/locks/dev.txt .venv/runtime
	@$(PIP) --require-hashes -r deploy/locks/dev.txt
	@touch $@

demo: .venv/runtime ## index the demo documents, answer two questions, serve the chat page
	@$(BIN)/kanslist demo

check: lint types test ## what to run before each commit

lint: .venv/dev ## ruff: style and formatting
	@$(BIN)/ruff check $(SOURCES)
	@$(BIN)/ruff format --check $(SOURCES)

format: .venv/dev ## let ruff mend what it can
	@$(BIN)/ruff check --fix $(SOURCES)
	@$(BIN)/ruff format $(SOURCES)

types: .venv/dev ## mypy, strict
	@$(BIN)/mypy

test: .venv/dev ## everything that checks the project, scores included
	@$(BIN)/python -m pytest

.venv/e2e: deploy/locks/e2e.txt tests/e2e/client/package-lock.json .venv/dev
	@echo "Getting a browser's driver, Microsoft's Teams client and the platforms' npm packages (once) …"
	@$(PIP) --require-hashes -r deploy/locks/e2e.txt
	@mkdir -p .venv/client && cp tests/e2e/client/package.json tests/e2e/client/package-lock.json tests/e2e/client/.npmrc .venv/client
	@cd .venv/client && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --loglevel=error
	@touch $@

e2e: .venv/dev ## the bot in Microsoft's own Teams client, driven in a browser; pictures in .ci/artefacts/e2e
	@tests/e2e/run

e2e-smoke: .venv/dev
	@tests/e2e/run --smoke

payloads: .venv/dev ## every message, window and card that the tests send, judged by Slack's types and Microsoft's parser
	@tests/payloads/run

teams-app: .venv/runtime ## the Teams app package, checked: build/kanslist.zip (APP_ID=… ADDRESS=https://… SLASH=1)
	@$(BIN)/python -m adapters.teams.app_package $(if $(APP_ID),--app-id $(APP_ID)) $(if $(ADDRESS),--address $(ADDRESS)) $(if $(SLASH),--slash)

bench: .venv/dev ## figures: ranking, answer times and the HTTP paths beside their floor
	@$(BIN)/python -m tests.bench

load: .venv/dev ## figures: questions to records of 10 thousand, 100 thousand and 1 million facts (first time: minutes)
	@$(BIN)/python -m tests.bench.load
	@$(BIN)/python -m tests.bench.letters

faults: .venv/dev ## the process that delivers is killed 300 times, at every step; what was lost and what came twice
	@$(BIN)/python -m tests.faults

corpus-diff: .venv/dev ## gains and losses of the extraction beside main's (or BASE=…), over ../shared
	@$(BIN)/python -m tests.corpus_diff $(if $(BASE),--base $(BASE))

lock: ## renew deploy/locks from pyproject.toml (needs uv)
	@printf 'hatchling==1.33.0\neditables==0.6\n' > .venv/build.in
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml .venv/build.in -o deploy/locks/runtime.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml .venv/build.in --extra agents --group dev -o deploy/locks/dev.txt
	@printf "botbuilder-core; python_version < '3'\n" > .venv/without.in  # the list for the day when botbuilder breaks
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml .venv/build.in --extra agents --override .venv/without.in -c deploy/locks/dev.txt -o deploy/locks/agents.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --group e2e -c deploy/locks/dev.txt -o deploy/locks/e2e.txt

demo-documents: .venv/dev ## draw the demo's PDF files anew from their sources
	@$(BIN)/python deploy/demo_sources/draw.py

clean: ## remove what was built
	@rm -rf .venv .ci/artefacts build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
