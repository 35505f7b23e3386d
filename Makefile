# Every target does the set-up it needs: .venv, made and filled by uv where it is on PATH, else by
# $(PYTHON) and pip. It is made anew when pyproject.toml or constraints.txt changes, so that it never
# holds what they no longer name.

UV := $(shell command -v uv 2>/dev/null)
PIP := .venv/bin/python -m pip --disable-pip-version-check
CONSTRAINED := -c constraints.txt --build-constraint constraints.txt

ifdef UV
# The interpreter is uv's choice, unless PYTHON names one.
VENV := uv venv --quiet --clear $(PYTHON:%=--python %) .venv
INSTALL := uv pip install --quiet --python .venv $(CONSTRAINED)
else
PYTHON ?= python3
# Asked first, because an older pip fails in words that do not say why.
NEW_ENOUGH := $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	"tiptui needs Python 3.11 or newer; say which, as in  make run PYTHON=python3.13")'
# A Python may bring a pip that is too old for dependency groups.
NEW_PIP := $(PIP) install --quiet --upgrade -c constraints.txt pip
VENV := $(NEW_ENOUGH) && $(PYTHON) -m venv --clear .venv && $(NEW_PIP)
INSTALL := $(PIP) install --quiet $(CONSTRAINED)
endif

.PHONY: help run test fuzz mutants lint format docs bench clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

run: .venv/runtime ## open the browser; ARGS="show --json" is handed on
	@.venv/bin/tiptui $(ARGS)

test: .venv/dev ## run the tests, on every core
	@.venv/bin/pytest -n auto --dist worksteal

fuzz: .venv/dev ## try changed records and grown ones for SECONDS=60, ORACLES=100000 or WALK=20000; SEED=1
	@.venv/bin/python -m tools.fuzz --seconds $(or $(SECONDS),60) \
		$(ORACLES:%=--oracles %) $(WALK:%=--walk %) $(SEED:%=--seed %)

mutants: .venv/dev ## change PACKAGES="search view" here and there, as SEED=1 says: do the tests notice?
	@.venv/bin/python -m tools.mutants $(SEED:%=--seed %) $(PACKAGES)

lint: .venv/dev ## check format, style, types, imports and the spelling of pages
	@.venv/bin/ruff format --check
	@.venv/bin/ruff check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/codespell *.md docs tools/README.md

format: .venv/dev ## format, and mend what can be mended
	@.venv/bin/ruff format
	@.venv/bin/ruff check --fix

docs: .venv/docs ## build these pages as a site: site/index.html
	@rm -rf .pages && mkdir .pages
	@tar cf - *.md CITATION.cff LICENSE data/event.yaml docs/*.md docs/*.svg docs/*.js docs/decisions \
		examples schema tools/README.md | tar xf - -C .pages
	@.venv/bin/zensical build --clean --strict

bench: .venv/dev ## measure start, reading, keys and more, each beside something known
	@.venv/bin/python -m benchmarks

clean: ## remove .venv, caches and builds
	rm -rf .venv .hypothesis .*_cache .cache .pages dist site
	find src tests tools benchmarks -name __pycache__ -prune -exec rm -rf {} +

# Remarks go to standard error: what `run` prints may be piped on.
.venv/runtime: pyproject.toml constraints.txt
	@echo "Setting up .venv ..." >&2
	@$(VENV)
	@$(INSTALL) -e '.[documents]'
	@touch $@

.venv/dev: .venv/runtime
	@echo "Installing what developers need ..." >&2
	@$(INSTALL) --group dev
	@touch $@

.venv/docs: .venv/runtime
	@echo "Installing what builds the site ..." >&2
	@$(INSTALL) --group docs
	@touch $@
