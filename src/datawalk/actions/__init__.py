"""Every write: a function takes who asks (`rights.py`) and the store, checks the right, and writes."""
