"""Where a number begins and ends: not inside a word, a decimal or a file name."""

# "_" and "-" around a number may be ornaments.
START = r"(?<![0-9A-Za-zÀ-ɏ])(?<![0-9][.,/-])(?<![A-Za-z]-)(?<![0-9A-Za-z]_)"
# The next field of a form may follow without a blank: "cpf=52998224725email=...".
END = r"(?:(?![0-9A-Za-zÀ-ɏ])(?![.,/-][0-9])(?!_[0-9A-Za-z])|(?=_?[A-Za-z]{2,12}[=:]))"
