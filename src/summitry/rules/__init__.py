"""The judge: written from the rule book, in plain loops, apart from every solver."""
