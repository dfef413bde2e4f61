"""The proof, checked by plain addition: no solver is asked."""

from collections.abc import Collection, Mapping

from datawalk.measures.privacy.audit import Interval
from datawalk.measures.privacy.system import System, Table


def faults(
    system: System, hidden: Collection[int], *, proof: Mapping[int, Interval], told: Mapping[int, Interval]
) -> list[str]:
    """What is wrong with a proof: empty when every primary cell can be at both ends of what the rule alone tells.

    Each witness must be a table of whole counts that adds up, equals what is shown, keeps the rule, and has its cell at the
    end. Cells are named by position, never by count.
    """
    found = []
    for cell in system.primary:
        if cell not in hidden:
            found.append(f"cell {cell} is small and shown")
            continue
        if cell not in proof or cell not in told:
            found.append(f"cell {cell} has no witnesses")
            continue
        for table, end in zip(proof[cell].witnesses, (told[cell].lower, told[cell].upper), strict=True):
            found += [f"cell {cell}: {fault}" for fault in _faults_of(system, hidden, table)]
            if table[cell] != end:
                found.append(f"cell {cell}: a witness is not at the end")
    return found


def _faults_of(system: System, hidden: Collection[int], table: Table) -> list[str]:
    if len(table) != len(system.counts):
        return ["a witness has another size"]
    found = []
    for at, (count, (low, high)) in enumerate(zip(table, system.bounds(hidden), strict=True)):
        if not low <= count <= high:
            found.append(f"a witness breaks the rule or what is shown at cell {at}")
    for total, parts in system.relations:
        if sum(table[at] for at in parts) != table[total]:
            found.append(f"a witness does not add up at cell {total}")
    return found
