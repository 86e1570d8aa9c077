"""What if: changes to the facts that are supposed for once, and what plans they would allow."""
