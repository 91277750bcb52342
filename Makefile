# Works in a path with a blank: every path below is relative. GNU make 3.81 or later.
#
#   make run      open alktui; ARGS="triage --help" passes arguments on
#   make test     the whole suite; PYTEST_ARGS="-k variant -n 2" passes arguments on
#   make laws     the laws of the suite with twenty times the examples, others in every run (some minutes)
#   make check    what can be checked without running: style, types, imports, curated text
#   make docs     the generated parts of README.md and db/README.md
#   make schemas  the JSON Schemas of a case and of a report
#   make screenshots  the pictures, taken from the real program; PNGs need rsvg-convert

PYTHON ?= python3
ARGS ?=
PYTEST_ARGS ?= -n 2

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCK := uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header

.PHONY: run test laws check format catalogue docs schemas screenshots lock dist clean

run: .venv/.run
	@$(BIN)/alktui $(ARGS)

test: .venv/.dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

laws: .venv/.dev
	$(BIN)/python -m pytest --hypothesis-profile=search -m hypothesis $(PYTEST_ARGS)

check: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-cache --no-logo
	$(BIN)/alktui catalogue check

format: .venv/.dev
	$(BIN)/ruff check --fix-only --select I,F401
	$(BIN)/ruff format

catalogue: .venv/.run
	$(BIN)/alktui catalogue build

docs: .venv/.dev
	$(BIN)/python tests/documentation.py

# Each is written beside its place first: a command that fails leaves no half a file.
schemas: .venv/.run
	@for name in case report; do \
	    $(BIN)/alktui schema $$name > src/alktui/schema/$$name.json.new && \
	    mv src/alktui/schema/$$name.json.new src/alktui/schema/$$name.json || exit 1; \
	done

screenshots: .venv/.dev
	$(BIN)/python tests/pictures.py

# Needs uv. Versions stay where they are; LOCK_ARGS=--upgrade moves them.
lock:
	$(LOCK) $(LOCK_ARGS) --group build --output-file requirements/run.txt
	$(LOCK) $(LOCK_ARGS) --group dev --constraints requirements/run.txt --output-file requirements/dev.txt

dist: .venv/.dev
	$(BIN)/python -m hatchling build

clean:
	rm -rf .venv __pycache__ build dist src/alktui/catalogue.db .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: what stands in .venv, and from which files. The second start has nothing to do.
.venv/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "alktui needs Python 3.11 or later; name one: make PYTHON=python3.13" >&2; exit 1; }
	@echo "alktui: preparing .venv, once" >&2
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.run: .venv/.python requirements/run.txt pyproject.toml
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
