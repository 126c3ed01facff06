.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTEST = .venv/bin/pytest --numprocesses 2 --dist worksteal
.PHONY: help setup serve test-setup test-deps test check train lock bench

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

setup:  ## make .venv from the locks (needs make, python3 and python3-venv)
	@scripts/setup

serve: setup  ## run the services at their documented ports; ARGS="--port meuble=18000" moves one
	@exec .venv/bin/comptoir serve $(ARGS)

test-setup:  ## make .venv with the tools for testing too
	@scripts/setup dev

test-deps:  ## install the programs the tests start for themselves (Debian, Ubuntu; as root)
	@scripts/test-deps

test: test-setup  ## run the tests; the last line says what this machine could not run
	@$(PYTEST) $(ARGS)

check: test-setup  ## format, lint, types, layers, every test (none skipped), every drill
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports
	COMPTOIR_TEST_STRICT=1 $(PYTEST)
	scripts/drills

train: test-setup  ## learn the models from the utterances again, and measure them
	@.venv/bin/python scripts/train $(ARGS)

lock: test-setup  ## rewrite the locks; ARGS=--upgrade takes newer versions
	@scripts/lock $(ARGS)

bench: setup  ## measure what the README claims
	@.venv/bin/python -m benchmarks $(ARGS)
