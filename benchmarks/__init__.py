"""How fast and how large: measured apart from the tests, by `make bench`."""
