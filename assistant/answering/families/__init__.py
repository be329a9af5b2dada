"""One module a family of questions: each takes the desk with its plan and fills the draft."""
