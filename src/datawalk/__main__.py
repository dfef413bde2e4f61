"""`python -m datawalk` is the command line."""

from datawalk.cli import main

main()
