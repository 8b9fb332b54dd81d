"""Everything that a consumer of the dataset needs."""

from acervo.reader.library import Dataset, open_dataset

__all__ = ["Dataset", "open_dataset"]
