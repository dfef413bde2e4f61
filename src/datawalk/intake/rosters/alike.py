"""Partners that may be one and the same: the same name in another spelling, or the same website. They are only shown."""

import re
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from datawalk.intake.letters import without_accents

_ENDINGS = {"inc", "incorporated", "llc", "ltd", "corp", "corporation", "co", "company", "the", "of", "and"}
_SAME = {
    "saint": "st",
    "mt": "mount",
    "ctr": "center",
    "centre": "center",
    "assn": "association",
    "dept": "department",
}
_SHARED_SITES = (
    "facebook.com",
    "instagram.com",
    "linktr.ee",
    "wixsite.com",
    "sites.google.com",
    "wordpress.com",
)
_MANY = 5
"""A site that more organisations name is one they share, such as a state's."""


def plain_name(name: str) -> str:
    """A name as lists differ in writing it: without case, signs, accents, legal endings; Saint is St."""
    letters = without_accents(name)
    words: list[str] = re.findall(r"[a-z0-9]+", letters.replace("'", "").replace("’", ""))
    kept = [_SAME.get(word, word) for word in words if word not in _ENDINGS]
    return "".join(kept or words)


def site(website: str) -> str:
    """The host of a website without www, blank for one that many share."""
    address = website.strip().lower()
    if not address:
        return ""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    host = host.removeprefix("www.")
    return "" if host.endswith(_SHARED_SITES) or "." not in host else host


def alike(names_and_sites: Sequence[tuple[str, str]]) -> list[dict[int, str]]:
    """For each name and website the positions of the others it looks like, with why: `name` or `website`."""
    by_name: dict[str, list[int]] = defaultdict(list)
    by_site: dict[str, list[int]] = defaultdict(list)
    for at, (name, website) in enumerate(names_and_sites):
        by_name[plain_name(name)].append(at)
        if host := site(website):
            by_site[host].append(at)
    found: list[dict[int, str]] = [{} for _ in names_and_sites]
    groups = [(members, "website") for members in by_site.values() if len(members) <= _MANY]
    groups += [(members, "name") for key, members in by_name.items() if key]
    for members, why in groups:
        for at in members if len(members) > 1 else ():
            found[at].update((other, why) for other in members[: _MANY + 1] if other != at)
    return found
