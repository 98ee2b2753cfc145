"""Who may do a user task: one rule per file, the file name is the rule's id in a diagram (`jorye:assign`).

Every rule answers with seats: a person, the post they act from, and whom they stand in for (대결).
"""
