"""What must not leave: who wrote, who is named, and what identifies somebody."""
