"""A Word document's body -> lines as printed: automatic numbers, tables, text boxes, tracked changes accepted."""
