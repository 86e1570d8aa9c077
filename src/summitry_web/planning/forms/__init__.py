"""What is typed into a page, cleaned."""
