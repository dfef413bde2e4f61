"""What is too long for every change: `make nightly`, or `make nightly ONLY=mutations,soak` for a part.

Each part prints what it found and how long it took; the last line says what ran and what failed. Asked for by name, a part
takes the time it wants: `soak` its full half hour, `mutations` a hundred of them.
"""

import argparse
import secrets
import sys

import branches
import laws
import marked
import mutations
import newest
import planted
import soaking
from night import Night, spend

PARTS = {
    "tests": marked.look,
    "hypothesis": laws.look,
    "soak": soaking.look,
    "coverage": branches.look,
    "mutations": mutations.look,
    "planted": planted.look,
    "newest": newest.look,
}


def main() -> int:
    """1 when a part failed."""
    parser = argparse.ArgumentParser(prog="nightly", description="What is too long for every change.")
    parser.add_argument("--only", default="", help="parts, with commas between them")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**8), help="of an earlier night")
    parser.add_argument("--quick", action="store_true", help="very little of each: does it run at all?")
    asked = parser.parse_args()
    names = [name for name in asked.only.split(",") if name]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(PARTS)}")
    night = Night(asked.seed, alone=bool(names), quick=asked.quick)
    return spend(night, {name: PARTS[name] for name in names or PARTS})


if __name__ == "__main__":
    sys.exit(main())
