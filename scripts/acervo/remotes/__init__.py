"""Places where revisions are kept, and how they get there and back."""
