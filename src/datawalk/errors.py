"""The few ways datawalk can fail, each with what happened, where, and what to do."""


class DatawalkError(Exception):
    """A failure told to a person: a short title, the detail, and the remedy.

    `exit_code` is what the command line returns.
    """

    exit_code = 1

    def __init__(self, title: str, detail: str = "", *, remedy: str = "") -> None:
        sentences = title, detail if not detail or detail.endswith((".", "\n")) else f"{detail}.", remedy
        super().__init__(" ".join(part for part in sentences if part))
        self.title = title
        self.detail = detail
        self.remedy = remedy


class DataProblem(DatawalkError):
    """Something in the workspace's data or declarations is wrong."""

    exit_code = 1


class UsageProblem(DatawalkError):
    """The command or its arguments cannot be carried out as given."""

    exit_code = 2


class ReleaseProblem(DatawalkError):
    """A release is missing, broken, or may not be served."""

    exit_code = 3


class MachineProblem(DatawalkError):
    """The machine says no: a port in use, a full or read-only disk."""

    exit_code = 4
