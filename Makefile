# make run | make test. Needs make and Python 3.11 or newer; everything else comes from here.
VENV := .venv
PY   := $(VENV)/bin/python
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
APT  := $(SUDO) apt-get install -y -qq --no-install-recommends
ONLY ?=

.DEFAULT_GOAL := help
.PHONY: help install run test bench lint clean lock translations system-packages

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

install: $(VENV)/.installed ## environment in .venv, from the lock file

$(VENV)/.installed: pyproject.toml requirements.lock
	@python3 -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else 0'
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { command -v apt-get >/dev/null \
	  && $(SUDO) apt-get update -qq && $(APT) python3-venv; }
	rm -rf $(VENV)
	python3 -m venv $(VENV)
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: install ## database, seeds, then the desk on http://127.0.0.1:8000
	@$(VENV)/bin/factcheck db upgrade
	@$(VENV)/bin/factcheck seed
	@echo "Sign in with one of the names above. Passwords lost? $(VENV)/bin/factcheck user password NAME"
	@$(VENV)/bin/factcheck serve

test: install system-packages ## everything the tests need, then the whole suite
	$(PY) -m pytest -q -n auto --dist loadfile

# A browser, a PostgreSQL server, a judge of HTML; libatomic1 is what the browser's driver needs on a bare Debian.
system-packages:
	@{ command -v chromium && ls /usr/lib/postgresql/*/bin/initdb && command -v tidy && ldconfig -p | grep -q libatomic.so.1; } >/dev/null 2>&1 \
	  || { command -v apt-get >/dev/null && $(SUDO) apt-get update -qq \
	       && DEBIAN_FRONTEND=noninteractive $(APT) chromium fonts-liberation libatomic1 postgresql tidy; } \
	  || echo "No chromium, PostgreSQL or tidy here: the tests that need them are skipped."

bench: install ## speed and memory, a table and instance/bench.json; ONLY=name for one
	$(PY) -m tests.bench $(if $(ONLY),--only $(ONLY))

lint: install ## style and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

# The marked names stand in babel.cfg. A new language begins with
# pybabel init -i build/messages.pot -l fr -o factcheck/web/translations/fr/messages.po
translations: install ## collect the sentences to translate into the catalogues
	@mkdir -p build
	$(VENV)/bin/pybabel -q extract -F factcheck/web/translations/babel.cfg --no-location --sort-output \
	  --project factcheck --version 1 -o build/messages.pot factcheck
	@for language in $(notdir $(patsubst %/messages.po,%,$(wildcard factcheck/web/translations/*/messages.po))); do \
	  $(VENV)/bin/pybabel -q update --ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date \
	    -i build/messages.pot -l $$language -o factcheck/web/translations/$$language/messages.po || exit 1; \
	done

lock: $(VENV)/.installed ## resolve the dependencies anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --all-extras --group dev pyproject.toml -o requirements.lock

clean: ## remove what was built; the instance folder stays
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
