"""Where a number begins and ends: not inside a word, a decimal or a file name."""

# "_" and "-" around a number may be ornaments.
START = r"(?<![0-9A-Za-zÀ-ɏ])(?<![0-9][.,/-])(?<![A-Za-z]-)(?<![0-9A-Za-z]_)"
END = r"(?![0-9A-Za-zÀ-ɏ])(?![.,/-][0-9])(?!_[0-9A-Za-z])"
