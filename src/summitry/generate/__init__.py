"""Large invented summits, made by the numbers: for benchmarks, and to try things at size."""
