"""The faults that `planted` plants: to add one, say what it is, what text becomes what in which file, and who must find it."""

from typing import NamedTuple


class Fault(NamedTuple):
    """`by` is one test as pytest names it, or a tool of `make check`; `old` stands once in the file."""

    name: str
    file: str
    old: str
    new: str
    by: str

    @property
    def by_test(self) -> bool:
        return "::" in self.by


FAULTS: tuple[Fault, ...] = (
    Fault(
        name="an interval too narrow",
        file="src/datawalk/measures/intervals.py",
        old="    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / spread\n",
        new="    half = z * sqrt(share * (1 - share) / n) / spread\n",
        by="tests/unit/test_measures_intervals.py::test_wilson_as_published",
    ),
    Fault(
        name="a route that no right is told of",
        file="src/datawalk/web/__init__.py",
        old='        Route("/health", _health),\n',
        new='        Route("/health", _health),\n        Route("/desk", _health),\n',
        by="tests/docs/test_rights.py::test_nothing_is_missing",
    ),
    Fault(
        name="a route that asks for no right",
        file="src/datawalk/web/downloads.py",
        old="    if admission.refusal:\n        return PlainText",
        new="    if False:\n        return PlainText",
        by="tests/docs/test_rights.py::test_every_route_for_every_visitor",
    ),
    Fault(
        name="a write that asks for no right",
        file="src/datawalk/actions/links.py",
        old='require_host(principal, store)\n    _known(store, id)\n    happened(store, by=principal.name, kind="link_revoked"',
        new='_known(store, id)\n    happened(store, by=principal.name, kind="link_revoked"',
        by="tests/docs/test_rights.py::test_every_write_for_every_visitor[revoke_link]",
    ),
    Fault(
        name="a hidden number in a release",
        file="src/datawalk/measures/suppression.py",
        old="np.where(hidden, np.nan, cells.numbers(name))",
        new="cells.numbers(name)",
        by="tests/store/test_releases.py::test_no_hidden_number_is_in_the_file",
    ),
    Fault(
        name="a printed page that asks another machine",
        file="src/datawalk/paper/print.html",
        old="<style>{{ style }}</style>\n",
        new='<style>{{ style }}</style>\n<link rel="stylesheet" href="https://example.org/print.css">\n',
        by="tests/web/test_downloads.py::test_a_printed_page_needs_nothing_else",
    ),
    Fault(
        name="a policy that lets pages ask other machines",
        file="src/datawalk/web/headers.py",
        old="connect-src 'self' ws: wss:",
        new="connect-src 'self' https: ws: wss:",
        by="tests/architecture/test_served.py::test_the_policy_allows_only_the_one_inline_script",
    ),
    Fault(
        name="a layer broken",
        file="src/datawalk/measures/gaps.py",
        old="from datawalk.measures.intervals import newcombe\n",
        new="from datawalk.measures.intervals import newcombe\nfrom datawalk.store.published import PublishedStore\n",
        by="lint-imports",
    ),
    Fault(
        name="a word that is not translated",
        file="src/datawalk/web/downloads.py",
        old='t("There is nothing to take away here.")',
        new='t("Nothing to take away.")',
        by="tests/screens/test_messages.py::test_no_message_is_missing_or_unused",
    ),
)
