"""The core for other programs: the same questions over HTTP and over MCP, typed, bounded, each item with its words."""
