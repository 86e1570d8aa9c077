"""Planning: a function from facts to a plan, with proven bounds."""
