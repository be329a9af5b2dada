"""One module a file format, each with a `READER`. A module added here is found by itself."""
