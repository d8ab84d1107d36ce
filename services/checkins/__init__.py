"""What people tell along the way, and what was taken back or put right. HTTP commands in, events out.

Attempts at steps, setbacks and recoveries, check-ins, balances, talk, affirmations, requests for contact, answers to
scores, and what is done about a reason for attention. The lifecycle of a record is drawn in `domain.records`, that of
an item of attention in `domain.attention`.

What this service has to know of enrolments, goals, steps and supporters it reads from the topics into a view of its
own; it never calls another service.
"""
