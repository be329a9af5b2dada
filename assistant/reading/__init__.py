"""Bytes of a file -> text with stable offsets."""
