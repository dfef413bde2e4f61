"""Findings: a computed sentence whose numbers stand out.

Messages mark runs for translators: `**coral and bold**` for what the picture speaks of, `__bold__` for the rest.
"""

import re

from datawalk.screens.views import Finding, Span, SpanTone

_MARK = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")


def finding(*sentences: str) -> Finding:
    """The sentences, joined by a space, cut into runs at their marks."""
    text = " ".join(sentence for sentence in sentences if sentence)
    spans: list[Span] = []
    end = 0
    for mark in _MARK.finditer(text):
        if mark.start() > end:
            spans.append(Span(text[end : mark.start()]))
        tone: SpanTone = "worst" if mark[1] else "strong"
        spans.append(Span(mark[1] or mark[2], tone))
        end = mark.end()
    if end < len(text):
        spans.append(Span(text[end:]))
    return Finding(tuple(spans))
