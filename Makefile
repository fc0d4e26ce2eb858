# The two commands of a newcomer are `make run` and `make test`. Needs Python 3.11 or newer with pip, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check score bench mutants demo clean help

help: ## Show what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

run: $(READY) ## Watch: writes policywatch.toml and inbox/ if there is none
	@$(BIN)/policywatch init --quiet
	@exec $(BIN)/policywatch run

test: $(READY) ## Run the whole test suite
	$(BIN)/pytest -n 2 --dist loadfile

check: $(READY) ## Lint, types and architecture, in under a minute
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tests.golden.reader.pinning
	$(BIN)/python -m tests.architecture.plain


score: $(READY) ## Score the reader against hand labels, where they are present
	$(BIN)/python -m benchmarks.score

bench: $(READY) ## Measure speed, beside something to compare it with
	@for name in fetching parsing reading diffing store versions search recording pipeline growth; do \
	    echo "== $$name"; $(BIN)/python -m benchmarks.$$name || failed="$$failed $$name"; \
	done; [ -z "$$failed" ] || { echo "missed its target:$$failed" >&2; exit 1; }

mutants: $(READY) ## How many small faults the tests would catch, by a sample (SEED=1, SAMPLE=60)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[mutants]'
	$(BIN)/python -m benchmarks.mutants --seed $(or $(SEED),1) --sample $(or $(SAMPLE),60) watcher/deciding watcher/telling watcher/rendering

demo: $(READY) ## A fortnight at an invented city's site, in a minute
	@$(BIN)/policywatch demo

clean: ## Remove the environment and caches; data is left
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The environment is made again when what it holds has changed.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "PolicyWatch needs Python 3.11 or newer; this is $$($(PYTHON) --version). Say which: make PYTHON=python3.12 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python's venv module is missing; on Debian: apt install python3-venv" >&2; exit 1; }
	@echo "making the environment in $(VENV) (a minute, the first time)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
