"""The exercises, solved: the source that every stub is made from."""
