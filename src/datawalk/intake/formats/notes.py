"""What the notes below the rows of an export say: lines such as `Sex: Female`."""

from collections.abc import Iterable


def parameters(lines: Iterable[str], *, begins: str = "", ends: str = "") -> dict[str, str]:
    """What stands before and after the first `: ` of each line; the first line of a key counts.

    Only lines after `begins` (empty: all) and before the next line `ends` (empty: none) are read.
    """
    said: dict[str, str] = {}
    open_ = not begins
    for line in lines:
        if not open_:
            open_ = line == begins
        elif ends and line.startswith(ends):
            break
        else:
            key, colon, value = line.partition(": ")
            if colon:
                said.setdefault(key.strip(), value.strip())
    return said
