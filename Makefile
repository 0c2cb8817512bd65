# Report QA. `make app` talks to the report, `make test` checks everything; `make help` lists the rest.
# PYTHON=/path/to/python chooses the interpreter for .venv.

PY := .venv/bin/python
export PYTHON

.PHONY: help app test lint types format eval benchmark clean setup browser
.DEFAULT_GOAL := help

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 20

app: setup ## set up, index the shipped report, serve the page on http://127.0.0.1:7860
	@$(PY) app.py

test: setup browser lint types ## set up, then lint, types and every test, the browser test included
	@mkdir -p artifacts
	$(PY) -m pytest

lint: setup ## check style and formatting
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

types: setup ## check types, strictly
	$(PY) -m mypy

format: setup ## mend style and formatting where that is mechanical
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

eval: setup ## measure answers and citations on the shipped question set
	$(PY) -m eval run eval/questions/report.jsonl

benchmark: setup ## measure times and memory
	$(PY) benchmarks/build.py
	$(PY) benchmarks/answer.py
	$(PY) benchmarks/reader.py

clean: ## remove what building and testing left behind (.venv stays)
	rm -rf build dist artifacts .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -path ./.venv -prune -o -type d -name __pycache__ -exec rm -rf {} +

setup:
	@scripts/setup.sh

browser:
	@scripts/browser.sh
