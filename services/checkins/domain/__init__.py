"""Decisions about attempts, setbacks and check-ins: pure functions on frozen values; time is a parameter.

`known` is what the topics told us, `asked` what every command carries, `refusals` what a command may be told instead.
"""
