# The portal's commands. `make` alone lists them.

SHELL := /bin/sh
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test check setup lint format mutate messages bench requirements clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' Makefile

run: ## serve the demonstration on http://127.0.0.1:8000 (PORT and DATABASE_URL are honoured)
	@$(PYTHON) deploy/environment.py base
	@exec .venv/bin/python deploy/run.py

test: setup ## run every check and test, as CI does
	@exec .venv/bin/python .ci/checks.py all

check: setup ## run the checks, and the tests that are quick: for every now and then while you work
	@exec .venv/bin/python .ci/checks.py quick

setup: ## make the environment that checks and tests need, in .venv
	@$(PYTHON) deploy/environment.py dev

lint: setup ## run the checks that need no database
	@exec .venv/bin/python .ci/checks.py lint

format: setup ## put the code in the form that the checks ask for
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

mutate: setup ## change what guards the public in a thousand small ways, and tell which no test notices
	@exec .venv/bin/python -m tests.mutants

messages: setup ## collect the texts to translate into locale/, and compile the translations
	@exec .venv/bin/python deploy/messages.py

bench: setup ## measure what documents cost to import and PDFs to write, and whether readers wait meanwhile
	@.venv/bin/python -m tests.bench_documents
	@.venv/bin/python -m tests.bench_downloads
	@exec .venv/bin/python -m tests.bench_uploads

requirements: ## compile requirements/*.in to pinned and hashed *.txt; needs uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/base.in -o requirements/base.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header requirements/base.in requirements/dev.in -o requirements/dev.txt

clean: ## remove the environment and everything the portal wrote, the database too
	rm -rf .venv var .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
