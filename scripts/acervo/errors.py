"""The one kind of error that is meant for people."""


class AcervoError(Exception):
    """Something the user can mend; shown without a traceback.

    Args:
        what: what was wrong and what was expected, never a private value.
        where: file, line, column, key or row, as far as known.
        fix: what to do about it.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what, self.where, self.fix = what, where, fix
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text}\n  {fix}" if fix else text)
