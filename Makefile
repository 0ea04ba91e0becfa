# Two commands: `make demo` shows the program, `make test` checks it. The environment is .venv, made when it is not there.
PYTHON ?= python3
VENV ?= .venv
SERVE ?= yes
SERVING := $(if $(filter no,$(SERVE)),,--serve)
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

.PHONY: help demo test lint types layers unit docs wheel bench format readme screenshots pins clean

help:
	@echo "make demo    make an environment, write the demonstration workspace demo/, import, evaluate, rank, serve its pages (SERVE=no: without pages)"
	@echo "make test    lint, types, layers, tests, documents, wheel"
	@echo "make bench   measure import, evaluation, start, methods, scenarios and pages against named baselines"
	@echo "make format  write code in the house's form and the methods' pages    make readme  capture the demonstration's result    make screenshots  photograph every page    make pins  renew requirements/*.txt (needs uv)"

$(VENV)/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "No venv module: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@echo "Installing pinned packages into $(VENV) ..."
	@$(PIP) install --quiet --require-hashes -r requirements/run.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@echo "Installing the checkers ..."
	@$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.run
	@$(BIN)/iecscore demo demo --replace $(SERVING)

test: lint types layers unit docs wheel

lint: $(VENV)/.dev
	$(BIN)/ruff format --check src tests benchmarks docs
	$(BIN)/ruff check src tests benchmarks docs

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

unit: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing:skip-covered

docs: $(VENV)/.dev
	$(BIN)/cog --check -I docs docs/*.md README.md README.zh-CN.md
	$(BIN)/python docs/write_methods.py --check

wheel: $(VENV)/.dev
	$(BIN)/python -m pytest tests/wheel -q

bench: $(VENV)/.dev
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/methods.py
	$(BIN)/python benchmarks/robustness.py
	$(BIN)/python benchmarks/rank_sets.py 5
	$(BIN)/python benchmarks/dashboard.py

format: $(VENV)/.dev
	$(BIN)/ruff format src tests benchmarks docs
	$(BIN)/ruff check --fix src tests benchmarks docs
	$(BIN)/cog -r -I docs docs/*.md README.md README.zh-CN.md
	$(BIN)/python docs/write_methods.py

readme: $(VENV)/.dev
	$(BIN)/python docs/capture_result.py

screenshots: $(VENV)/.dev
	@test -f demo/.demonstration || $(BIN)/iecscore demo demo
	$(BIN)/python docs/take_screenshots.py demo

pins:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-strip-extras pyproject.toml --group build -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-strip-extras pyproject.toml --group dev -o requirements/dev.txt

clean:
	rm -rf $(VENV) demo build dist
