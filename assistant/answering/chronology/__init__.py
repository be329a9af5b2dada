"""Two or more events of one notice and the time between them: how long, which side of which, in which order.

`asked.relation_of` reads the events from a question; `moments.moments_of` reads what a notice dates;
`resolving.Resolver` finds the moment each event means.
"""
