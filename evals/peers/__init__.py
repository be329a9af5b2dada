"""Others at the same work, on the same machine, with the same model: what ours is measured against.

Each peer is a thin adapter that leaves the peer's documented defaults as they are. Nothing here is installed with the
product: `environments` builds what a peer needs when it is first asked for.
"""
