"""Who may come in, from where, how often and with how much: what stands before everything that is served over HTTP."""
