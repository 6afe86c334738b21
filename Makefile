# What people type. `make run` and `make test` are all a newcomer needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PORT ?= 8501
# Libraries come uncompiled; what a first process compiles of them is kept for those that come after, whoever types.
export PYTHONDONTWRITEBYTECODE :=
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes

.DEFAULT_GOAL := help
.PHONY: help run test check lint bench data docs clean

help: ## what can be typed here
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: .venv/run.stamp ## sample returns, loaded and published, on http://127.0.0.1:8501
	@$(BIN)/python -m etl demo
	@$(BIN)/streamlit run dashboard.py --server.port $(PORT)

test: .venv/dev.stamp ## all tests: unit, data, screens
	@$(BIN)/python -m tests.browser
	@$(BIN)/python -m pytest

check: lint test ## format, lint, types, import contracts, generated docs, tests (with the SQL subset)

lint: .venv/dev.stamp ## the part of check that takes seconds
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m docs.make_kpis --check

bench: .venv/dev.stamp ## timings as ratios against a floor measured in the same run
	@$(BIN)/python -m bench

data: .venv/run.stamp ## the sample returns, as files, in ./sample_returns
	@$(BIN)/python -m sample_data sample_returns

docs: .venv/run.stamp ## the pages under docs/ that are drawn from the catalogue
	@$(BIN)/python -m docs.make_kpis

clean: ## forget the virtual environment, the sample returns and the demonstration data
	rm -rf .venv sample_returns data

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed and was not found."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing what the dashboard runs on …" >&2
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo "Installing what the tests run on …" >&2
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
