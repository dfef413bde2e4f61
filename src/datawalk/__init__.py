"""datawalk: walk a community through its own data."""
