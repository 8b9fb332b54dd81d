# make run: the demo, from raw exports to a search.   make test: every check and test.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help env run test lint format bench lock clean
.DEFAULT_GOAL := help

help:  ## Show the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

env: .venv/.ready  ## Make .venv from the lock file and install the `acervo` command into it

.venv/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Acervo needs Python 3.11 or newer; try: make PYTHON=python3.12 env")'
	@echo "Installing into .venv (a few minutes the first time) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv-datasets/.ready: tests/datasets.txt requirements.lock
	@$(PYTHON) -m venv .venv-datasets
	@.venv-datasets/bin/python -m pip install --quiet --disable-pip-version-check --requirement tests/datasets.txt --constraint requirements.lock
	@touch $@

run: env  ## Build the dataset that config/config.yaml describes, then say what is in it
	@$(BIN)/snakemake all privacy_report
	@$(BIN)/acervo status --offline

test: env lint .venv-datasets/.ready  ## Every check and every test
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: env  ## Formatting, types, and the habits of Snakemake
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/snakefmt --check Snakefile rules
	@$(BIN)/snakemake --lint

format: env  ## Format Python and Snakemake code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format
	@$(BIN)/snakefmt Snakefile rules

bench: env  ## Measure speed beside named peers (needs ../shared/data for real text)
	@$(BIN)/python -m benchmarks

lock:  ## Resolve the newest versions that pyproject.toml allows
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet torch==2.13.0
	@$(BIN)/python -m pip install --quiet --editable '.[workflow,openvino,onnx,dev]'
	@{ sed -n '/^#/p;/^[^#]/q' requirements.lock; $(BIN)/python -m pip freeze --all --exclude-editable \
	  | grep -v '^pip==' | sed 's/+cpu$$//'; } > requirements.lock.new
	@mv requirements.lock.new requirements.lock

clean:  ## Delete everything that the workflow made, but not the pseudonym key
	@rm -rf results logs .snakemake
