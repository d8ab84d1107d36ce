"""What the service does with a command: decide, record, keep what was said, wake the relay. Each answers or refuses.

A retry is recognised where it would be recorded again, or where it would be refused for what the first try changed:
so an accepted command costs no look for receipts.
"""
