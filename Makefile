# Four commands: make serve, make test, make check, make bench. Everything else is how they are made.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
DATA ?= warmline-data
HOST ?= 127.0.0.1
PORT ?= 8300
SETS ?=
MODEL := src/warmline/understanding/model

.PHONY: serve test check bench screens papers train format lock clean

serve: .venv/base
	@$(BIN)/warmline serve --demo --data $(DATA) --host $(HOST) --port $(PORT)

test: .venv/test .venv/chromium
	@$(BIN)/python -m pytest

check: .venv/test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --verbose | tail -n 3
	@$(BIN)/python -m pytest -q -p no:cacheprovider tests/docs

bench: .venv/test
	@$(BIN)/warmline bench

format: .venv/test
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# The lock files hold versions and hashes; `make lock` writes them anew after a change in pyproject.toml.
lock: .venv/test
	@$(PIP) uv==0.13.9
	@for extra in base test train; do \
	  $(BIN)/uv pip compile pyproject.toml --extra build $$(test $$extra = base || echo --extra $$extra) \
	    --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet \
	    --upgrade --output-file requirements/$$extra.txt; done

.venv/base: requirements/base.txt pyproject.toml
	@echo "Installing Warmline into .venv (once; a minute or so)."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) --require-hashes --requirement requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test: .venv/base requirements/test.txt
	@echo "Installing what the tests need into .venv (once)."
	@$(PIP) --require-hashes --requirement requirements/test.txt
	@touch $@

# The screens are tested in Debian's Chromium. Elsewhere those tests are skipped, and say so.
.venv/chromium: | .venv/base
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && echo "Installing Chromium for the tests of the screens (once)." \
	  && { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }; } \
	  || echo "There is no Chromium: the tests of the screens will be skipped."
	@touch $@

# The pictures in docs/screens, made anew from a server of their own.
screens: .venv/test .venv/chromium
	@$(BIN)/python scripts/screens.py

# The example papers in docs/papers, made anew from a demo of their own.
papers: .venv/test
	@$(BIN)/python scripts/papers.py

# The model that is shipped, made anew: SETS is the folder of the public sets, two hours on two cores.
train: .venv/train
	@test -n "$(SETS)" || { echo "Say where the public sets are: make train SETS=folder"; exit 1; }
	@$(BIN)/python -m training.train --sets $(SETS) --out .venv/weights
	@$(BIN)/python -m training.export --weights .venv/weights/customers.pt --out $(MODEL)
	@$(BIN)/python -m training.letters --out $(MODEL)
	@$(BIN)/python -m training.calibrate --sets $(SETS) --out $(MODEL)
	@$(BIN)/python -m training.redaction.train --sets $(SETS) --out src/warmline/trust/redaction/tagger.npz

.venv/train: .venv/test requirements/train.txt
	@echo "Installing what training needs into .venv (once; some gigabytes)."
	@$(PIP) --require-hashes --requirement requirements/train.txt
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
