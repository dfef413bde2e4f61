"""What a visitor was sent, and whether a number is in it, however it is written."""

import re

DIGEST = re.compile(r"(?<![0-9a-z])[0-9a-f]{32,64}(?![0-9a-z])")
"""The names Streamlit gives to what it sends, and those of our files: among thousands of them any six figures are found."""


class Collected:
    """Every number in what was sent, with and without the signs inside it."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.texts: list[str] = []

    def add(self, content: bytes) -> None:
        text = content.decode("utf-8", errors="ignore")
        self.texts.append(text)
        text = DIGEST.sub(" ", text)
        for one in re.findall(r"\d+(?:[,.\u00a0\u202f ]\d+)*", text):
            whole = re.sub(r"\D(?=\d{3}(?!\d))", "", one).partition(".")[0]
            for number in (whole, *re.findall(r"\d+", one)):  # a sign at its ends may be the length of a text
                self.numbers.update((number, number[1:], number[:-1]))

    def join(self, other: "Collected") -> None:
        """What the other was sent, too."""
        self.numbers |= other.numbers
        self.texts += other.texts

    def holds(self, number: object) -> bool:
        """Whether the number was sent, written in whatever way."""
        return str(number) in self.numbers

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts)
