"""Decisions about what people tell: pure functions on frozen values; time is a parameter.

`known` is what the topics told us and `learning` how, `asked` what every command carries, `records` what is kept of
what was said, `access` who may say and read it, `refusals` what a command may be told instead. The rest is a module
for each kind of thing that is said: its command, its rules in a list, and `decide`.
"""
