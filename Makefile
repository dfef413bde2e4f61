# Two commands do everything: `make demo` opens the running demo, `make test` passes every test.
# Needs only Python 3.11+ and make; what else is needed goes into .venv, at the versions of constraints.txt.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
READY := .venv/ready
TOOLS := .venv/tools

.PHONY: demo test check format look bench nightly audit

demo: $(READY)
	@$(BIN)/datawalk demo --port $(PORT)

test: $(TOOLS)
	@$(BIN)/python tests/browser/find_chromium.py --install
	$(BIN)/pytest -n 2 --dist worksteal

check: $(TOOLS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/pyright --pythonplatform Windows app.py pages src
	$(BIN)/lint-imports
	$(BIN)/pytest tests/docs

format: $(TOOLS)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

look: $(TOOLS)
	PYTHONPATH=tests $(BIN)/python tests/browser/look.py $(ONLY)

bench: $(TOOLS)
	@$(BIN)/python bench $(if $(ONLY),--only $(ONLY))

# What is too long for every change. The last line says what ran and what failed.
nightly: $(TOOLS)
	@$(BIN)/python tests/browser/find_chromium.py --install
	@$(BIN)/python nightly $(if $(ONLY),--only $(ONLY)) $(if $(SEED),--seed $(SEED))

# Known holes in what is installed, from PyPI's advisories; what cannot be looked up is listed as such.
audit: $(READY)
	@test -d .venv/audit || $(PYTHON) -m venv .venv/audit
	@.venv/audit/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt pip-audit
	.venv/audit/bin/pip-audit -r constraints.txt --no-deps --disable-pip --progress-spinner off

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "datawalk needs Python 3.11 or newer.")'
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Setting up, a minute or two the first time ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $(READY)

$(TOOLS): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(TOOLS)
