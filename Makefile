# Thin on purpose: everything is in scripts/bootstrap.py, which also works without make:
#   python3 scripts/bootstrap.py demo
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) scripts/bootstrap.py

.PHONY: help demo install test lint bench bench-opinion lock docs sizes messages clean

help:
	@$(BOOTSTRAP) help

demo install test lint bench bench-opinion lock docs sizes messages clean:
	@$(BOOTSTRAP) $@ $(ARGS)
