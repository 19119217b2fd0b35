# `make briefing` sets up and builds the sample issue; `make test` sets up and tests. Nothing else is needed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: briefing test check eval bench clean
briefing: $(VENV)/.installed
	$(BIN)/briefing build seeds --out out --title 科技金融周报 --no-archive

test: $(VENV)/.tested
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/mypy

eval: $(VENV)/.tested
	$(BIN)/python -m evaluation

bench: $(VENV)/.tested
	$(BIN)/python -m bench

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[test]"
	touch $@

clean:
	rm -rf $(VENV) out
