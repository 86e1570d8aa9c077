"""From a request to a page: fetch, call, render."""
