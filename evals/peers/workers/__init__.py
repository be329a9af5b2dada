"""Programs that run a peer in its own environment: a request a line in, an answer a line out.

They import their peer and the standard library, and nothing of this project but `lines`.
"""
