# Nhịp: every command of the house. `make help` lists them.
# A fresh Debian 12 needs python3, python3-venv, git and make; the rest is set up here.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
PIP := $(BIN)/python -m pip --disable-pip-version-check -q

# Debian's packages: recognition of scans, office files, a browser (its driver needs libatomic1) and a database server
PACKAGES := tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui poppler-utils chromium postgresql \
	fonts-liberation fonts-liberation2 fontconfig libatomic1 espeak-ng ffmpeg
APT := apt-get install -y --no-install-recommends $(PACKAGES)

.DEFAULT_GOAL := help
.PHONY: help run loop setup packages check test test-quick bench prove docs messages lock clean
.PHONY: assets lint types floors house audit licences

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 20

run: $(VENV)/run.stamp ## set up what is needed, load the sample province, serve on http://127.0.0.1:8000
	@command -v tesseract >/dev/null || echo "Thiếu tesseract: chưa đọc được bản scan, ảnh. Cài bằng: make packages"
	@command -v soffice >/dev/null || echo "Thiếu LibreOffice: chưa đọc được .doc, chưa xuất được .pdf. Cài bằng: make packages"
	@$(BIN)/nhip serve --sample --port $(PORT)

loop: $(VENV)/run.stamp ## documents in SEEDS (or the sample's) become tasks, figures and reports in OUT
	@$(BIN)/nhip loop $(if $(SEEDS),--seeds $(SEEDS)) --out $(or $(OUT),build/loop)

setup: $(VENV)/dev.stamp ## the Python environment with everything for checks and tests

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# Hashes guard every download; our own package is linked in without fetching anything.
$(VENV)/run.stamp: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Cài các thư viện Python (lần đầu mất vài phút)…"
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Cài các thư viện cho kiểm tra…"
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

packages: ## Debian's packages, by one apt line, as root or with sudo
	@if dpkg-query -W -f='$${Status}\n' $(PACKAGES) 2>/dev/null | grep -c '^install ok installed' | grep -qx $(words $(PACKAGES)); then :; \
	elif [ "$$(id -u)" = 0 ]; then apt-get update && DEBIAN_FRONTEND=noninteractive $(APT); \
	elif sudo -n true 2>/dev/null; then sudo apt-get update && sudo DEBIAN_FRONTEND=noninteractive $(APT); \
	else echo "Cần quyền quản trị. Hãy chạy rồi gọi lại:"; echo "  sudo $(APT)"; exit 2; fi

check: lint types floors house audit licences ## style, types, floors, house rules, known holes, licences

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

floors: setup
	$(BIN)/lint-imports

house: setup
	$(BIN)/pytest -q tests/house

audit: setup
	$(BIN)/python tools/audit.py requirements.txt requirements-dev.txt

licences: setup
	$(BIN)/python tools/licences.py

test: packages setup ## every test; those with a database on SQLite and again on PostgreSQL
	$(BIN)/pytest -q
	$(BIN)/python tests/postgresql.py $(BIN)/pytest -q -m "database and not browser"

test-quick: setup ## the tests that need neither a browser nor another service
	$(BIN)/pytest -q -m "not live and not slow and not browser"

bench: setup ## measure speed beside peers; keeps the JSON with commit and date in bench/results
	nice $(BIN)/python tools/run_benches.py

prove: setup packages ## the long proofs: ten minutes of fuzzing, kill loops, a fresh Debian
	@for file in tools/prove_*; do echo "== $$file"; if [ "$${file##*.}" = py ]; then $(BIN)/python $$file; else sh $$file; fi || exit 1; done

docs: setup ## check every link, setting and word of the documents
	$(BIN)/pytest -q tests/house/test_documents.py

assets: ## fetch the vendored viewers again and hold them against their hashes (needs npm)
	@$(BIN)/python tools/assets.py

messages: setup ## list messages without Vietnamese, compile the catalogue
	$(BIN)/python tools/messages.py compile
	$(BIN)/python tools/messages.py

lock: setup ## renew the locked requirements from the .in files
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt

clean: ## remove the environment and what was built; the data in var/ stays
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
