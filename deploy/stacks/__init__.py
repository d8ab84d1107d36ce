"""The servers that the services need: two URLs, `CAIRN_KAFKA` and `CAIRN_MONGO`, and ways to provide them.

`local` runs real servers as child processes; `containers` runs them in a Docker engine. Both are a `Stack`.
"""
