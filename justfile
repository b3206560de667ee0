# One word per job. `just` alone runs what CI runs before packaging.
default: lint types data docs test

# tests, in this environment
test:
    python -m pytest

lint:
    ruff check .
    ruff format --check .

types:
    mypy

# the knowledge base against every rule
data:
    k2cli kb check

# generated pages, made anew
docs:
    python docs/make_cli.py
    python data/make_fields.py

# the weights of the second reader, learned anew from training/ (dangers first: the stance of a claim looks at them)
weights:
    python training/fit_dangers.py
    python training/fit_claims.py

# README blocks and snapshots, written anew: look at the difference
update:
    python -m pytest --update-docs --snapshot-update

wheel:
    python -m build

# speed, against a bare interpreter
bench:
    python bench/startup.py
    python bench/search_scale.py
