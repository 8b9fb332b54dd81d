"""A small configuration, and what is wrong with a changed one."""

SHA = "5a" * 32
TEXT = f"""\
dataset:
  name: demo
  title: Praça
  license: cc-by-4.0
  languages: [pt]
sources:
  praca:
    kind: whatsapp
    files: "raw/*"
models:
  minilm:
    name: all-MiniLM
    package: gt_minilm
    sha256: {SHA}
embed_model: minilm
"""


def changed(old, new):
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new)
