"""What people tell along the way, and what was taken back or put right. HTTP commands in, events out.

Attempts at steps, setbacks and recoveries, check-ins, balances, talk, affirmations, requests for contact, answers to
scores. The lifecycle of a record is drawn in `domain.records`.

What this service has to know of enrolments, goals, steps and supporters it reads from the topics into a view of its
own; it never calls another service.
"""
