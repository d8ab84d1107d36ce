"""Step attempts, setbacks and recoveries, check-ins: HTTP commands in, events out.

What this service has to know of participants, goals and steps it reads from the topics into a view of its own; it
never calls another service.
"""
