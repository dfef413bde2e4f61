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


_MASTHEAD = "        _masthead(selection, page=page.url_path, shared=admitted.link)\n"
_READ_RAW = (
    "from datawalk.settings import served_workspace\n",
    'raw = (served_workspace() / "tables" / "observations.csv").read_text(encoding="utf-8")\n',
)


def _leak(*uses: str, indent: int) -> str:
    """Code that takes what only the workspace may hold, and sends it."""
    return "".join(" " * indent + line for line in (*_READ_RAW, *uses))


_ROOM = "tests/browser/test_pages.py::test_a_source_is_ticked_off_by_keyboard_in_the_room"

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
    Fault(
        name="raw tables in a frame",
        file="src/datawalk/ui/frame.py",
        old=_MASTHEAD,
        new=_MASTHEAD + _leak('st.html("<!--" + raw + "-->")\n', indent=8),
        by="tests/load/test_leak_hunt.py::test_nothing_of_a_hidden_figure_was_sent",
    ),
    Fault(
        name="raw tables in a download",
        file="src/datawalk/web/downloads.py",
        old="    try:\n        release = _release(admission.link",
        new=_leak("return PlainTextResponse(raw)\n", indent=4)
        + "    try:\n        release = _release(admission.link",
        by="tests/load/test_leak_hunt.py::test_nothing_of_a_hidden_figure_was_sent",
    ),
    Fault(
        name="raw tables in the text of a page",
        file="src/datawalk/ui/frame.py",
        old=_MASTHEAD,
        new=_MASTHEAD + _leak('st.html("<p>" + raw + "</p>")\n', indent=8),
        by="tests/browser/test_pages.py::test_no_hidden_number_is_sent",
    ),
    Fault(
        name="a fault that axe knows",
        file="src/datawalk/ui/blocks.py",
        old='<h1 class="dw-question">',
        new='<h1 class="dw-question" role="heding">',
        by=_ROOM,
    ),
    Fault(
        name="cut text",
        file="src/datawalk/web/style.css",
        old=".dw-strong { font-weight: 700; }\n",
        new=".dw-strong { font-weight: 700; display: inline-block; overflow: hidden; width: 20px; }\n",
        by=_ROOM,
    ),
    Fault(
        name="an empty picture",
        file="src/datawalk/web/style.css",
        old=".dw-strong { font-weight: 700; }\n",
        new=".dw-strong { font-weight: 700; } .dw-drawing { visibility: hidden; }\n",
        by=_ROOM,
    ),
    Fault(
        name="a page that asks another machine",
        file="src/datawalk/web/style.css",
        old=".stApp, .stApp p, .stApp li { color: var(--ink); }\n",
        new=".stApp, .stApp p, .stApp li { color: var(--ink); background: url(https://example.org/mark.png); }\n",
        by="tests/browser/test_wire.py::test_the_wire_hears_what_the_browser_hears[indicators?indicator=no_insurance]",
    ),
    Fault(
        name="overflow on the projector in Spanish",
        file="src/datawalk/locale/es/LC_MESSAGES/datawalk.po",
        old='msgstr "Para conversar"\n',
        new=f'msgstr "{"Para conversar entre todas las personas presentes " * 8}"\n',
        by="tests/browser/test_pages.py::test_every_station_on_the_projector_without_scrolling[es]",
    ),
)
