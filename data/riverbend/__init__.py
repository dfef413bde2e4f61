"""The parts of `make_riverbend.py`: one module for each group of tables."""
