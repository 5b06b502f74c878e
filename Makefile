# Every target does its own set-up: .venv/ is made from the lock files in requirements/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

UV := 0.13.8

export NO_MKDOCS_2_WARNING := 1  # Material's banner about its successor

.PHONY: help setup site serve bundle test check format bench browser lock clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## make .venv/ with everything that is needed

$(READY): requirements/build.txt requirements/all.txt pyproject.toml
	@$(PYTHON) -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer with venv is needed; this is $$($(PYTHON) --version). Set another: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/build.txt
	$(BIN)/pip install --quiet --require-hashes --no-build-isolation -r requirements/all.txt
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

site: $(READY)  ## build site/ from the seeds
	$(BIN)/mkdocs build --strict

serve: $(READY)  ## preview that follows changes of seeds, catalogue and templates
	$(BIN)/mkdocs serve

# The date in sitemap.xml is that of no day, so that the same pages make the same zip.
bundle: $(READY)  ## build dist/archive-offline.zip, which opens from disk
	DIRECTORY_URLS=false SITE_DIR=build/offline SOURCE_DATE_EPOCH=315532800 $(BIN)/mkdocs build --strict
	$(BIN)/python -m builder bundle build/offline dist/archive-offline.zip

test: $(READY) browser  ## run all tests
	$(BIN)/pytest

browser:
	@tests/browser/install.sh

check: $(READY)  ## check format, lint and types, and that docs/ is what the seeds give
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m builder build --check

format: $(READY)  ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(READY) browser  ## print the figures that the project is measured by
	$(BIN)/python -m tests.bench

lock:  ## pin the dependencies of pyproject.toml anew
	$(PYTHON) -m venv .cache/lock
	.cache/lock/bin/pip install --quiet uv==$(UV)
	.cache/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" requirements/build.in -o requirements/build.txt
	.cache/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--custom-compile-command "make lock" --extra dev pyproject.toml -o requirements/all.txt

clean:  ## remove what make builds
	rm -rf site build dist .cache
