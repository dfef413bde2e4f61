"""Names as people differ in writing them."""

from unicodedata import combining, normalize


def without_accents(text: str) -> str:
    """The text in lower case, its accents taken off: Doña and dona are one."""
    return "".join(sign for sign in normalize("NFKD", text.lower()) if not combining(sign))
