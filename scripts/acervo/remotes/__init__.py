"""Places where revisions are kept, and how they get there and back."""

# As the configuration names them; those that are public come first when a revision is fetched.
TARGETS = ("huggingface", "archive", "directory")
DOCUMENTS = "documents"  # of public sources; they have a place of their own
