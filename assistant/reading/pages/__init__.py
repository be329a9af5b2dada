"""Pages -> paragraphs: what a PDF and a scan have in common once their lines have places on the page."""
