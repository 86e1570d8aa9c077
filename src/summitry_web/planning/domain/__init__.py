"""What can be done with a summit in the database; knows nothing of requests and pages."""
