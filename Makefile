# make run            start the app on the sample articles     (WORKSPACE=folder: on your own articles and
#                     decisions, made if it is new; MENTIONS=file.parquet: on a table that `extract` wrote; PORT=8600:
#                     on another port)
# make test           check and test everything
# make setup          only install what both need, into .venv, and compile what reads articles (see geo/compiled.py)
# make bench-setup    install what our reading is measured against, into .venv-bench (see bench/accuracy.py, bench/speed.py)

PYTHON ?= python3
PORT ?= 8501
MENTIONS ?=
WORKSPACE ?=
BIN := .venv/bin
READY := .venv/.ready

.PHONY: run test setup bench-setup compiler chromium

run: export SYRIA_MAP_MENTIONS = $(MENTIONS)
run: export SYRIA_MAP_WORKSPACE = $(WORKSPACE)
run: setup
	@$(BIN)/python -m views.listening
	$(BIN)/streamlit run serve.py --server.port $(PORT)

test: compiler setup chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist worksteal --doctest-modules geo views tests --ignore=tests/browser
	$(BIN)/pytest tests/browser

setup: $(READY)
	@$(BIN)/python scripts/compile_reading.py

$(READY): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer with venv is needed: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $(READY)

# One package that cannot be installed must not keep the others out: the benchmarks say which are missing.
bench-setup:
	test -x .venv-bench/bin/python || $(PYTHON) -m venv .venv-bench
	@grep -v '^#' requirements-bench.txt | while read -r package; do \
	  .venv-bench/bin/python -m pip install --quiet --disable-pip-version-check "$$package" || echo "not installed: $$package"; \
	done

# Without it Python reads the articles; the tests show that both read the same.
compiler:
	@if ! command -v cc >/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then \
	    echo "installing a C compiler for the tests of compiled reading"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev python3-dev >/dev/null; \
	  else echo "The tests of compiled reading need a C compiler: sudo apt-get install gcc libc6-dev python3-dev"; exit 1; fi; fi

chromium:
	@if ! command -v chromium >/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then \
	    echo "installing Chromium for the browser tests"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	  else echo "The browser tests need Chromium: sudo apt-get install chromium"; exit 1; fi; fi
