# Everything needs only Python >= 3.11; the rest is set up here.
PYTHON ?= python3
BIN := .venv/bin
# Where it is set, every program that a test starts would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format lint types layers bench long pictures requirements clean

run: .venv/.ready                       ## start everything on embedded defaults with demo data
	$(BIN)/jorye up --demo

test: .venv/.ready-dev                  ## run every test this machine can run, on every core
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

check: .venv/.ready-dev format lint types layers test

format: .venv/.ready-dev
	$(BIN)/ruff format --check .

lint: .venv/.ready-dev
	$(BIN)/ruff check .

types: .venv/.ready-dev
	$(BIN)/mypy

layers: .venv/.ready-dev
	$(BIN)/lint-imports

bench: .venv/.ready-dev                 ## medians and ratios against baselines of the same run
	$(BIN)/python -m benchmarks

long: .venv/.ready-dev                  ## the long programme: 20,000 random processes, 20,000 random moves, on the store too
	$(BIN)/pytest -m long -s tests/bpmn/engine_model tests/bpmn/moving tests/workflows/use_cases/test_random_moves.py

pictures: .venv/.ready-dev              ## take the documentation's pictures anew
	JORYE_SCREENSHOTS=1 $(BIN)/pytest -m pictures tests/e2e

.venv/.python:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Jorye needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/.ready: .venv/.python requirements.txt pyproject.toml hatch_build.py $(shell find workflows/web/islands -type f -not -path '*/node_modules/*' 2>/dev/null)
	@echo "Installing Jorye (about a minute the first time) ..."
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	touch $@

requirements: .venv/.ready-dev          ## pin again after changing pyproject.toml (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache workflows/web/static/dist
