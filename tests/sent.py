"""What a visitor was sent, and whether a number is in it, however it is written."""

import re


class Collected:
    """Every number in what was sent, with and without the signs inside it."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.texts: list[str] = []

    def add(self, content: bytes) -> None:
        text = content.decode("utf-8", errors="ignore")
        self.texts.append(text)
        for one in re.findall(r"\d+(?:[,.\u00a0\u202f ]\d+)*", text):
            self.numbers.update(
                (*re.findall(r"\d+", one), re.sub(r"\D(?=\d{3}(?!\d))", "", one).partition(".")[0])
            )

    def holds(self, number: object) -> bool:
        """Whether the number was sent, written in whatever way."""
        return str(number) in self.numbers

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts)
