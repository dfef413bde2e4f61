"""Markup as a tree, to be asked for its elements and their words."""

import re
from html.parser import HTMLParser
from xml.etree import ElementTree

Element = ElementTree.Element


def tree(svg: str) -> Element:
    """An SVG as a tree, its tags without their namespace."""
    return ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", svg, count=1))


class _Reader(HTMLParser):
    """A piece of HTML as a tree; every tag but those of an image and of a place to break must be closed.

    A quote inside an attribute that is not escaped ends it; what follows would be attributes with odd names.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self._builder, self._open = ElementTree.TreeBuilder(), ["body"]
        self._builder.start("body", {})
        self.feed(html)
        assert self._open == ["body"], "a tag is left open"
        self._builder.end("body")
        self.root = self._builder.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        odd = [name for name, _ in attrs if not re.fullmatch("[a-z][a-z0-9-]*", name)]
        assert odd == [], f"no attributes of a {tag}"
        self._builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in ("img", "wbr"):
            self._builder.end(tag)
        else:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        self._builder.end(tag)

    def handle_data(self, data: str) -> None:
        self._builder.data(data)


def read(html: str) -> Element:
    """The markup as a tree."""
    return _Reader(html).root


def of_class(root: Element, name: str) -> list[Element]:
    """The elements of a class, in their order."""
    return [one for one in root.iter() if name in one.get("class", "").split()]


def said(node: Element) -> str:
    """The words of an element."""
    return " ".join("".join(node.itertext()).split())
