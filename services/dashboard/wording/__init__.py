"""Every sentence that the dashboard can show, as pure functions of facts, of now, and of the language of the run.

A sentence is whole, with named fields: `_("They asked to be contacted {since}.").format(since=...)`; a plural goes
through `counted`; a constant is marked with `N_` and said with `_` where it is shown. Then `make words`, and
translate what it names. Days, numbers and names come from `moments` and `names`, the domain's closed lists from
`codes`.

The words are the domain's: confidence looks tender, an estimate shifts or eases, a step is "not this time", a setback
is information. Tests scan everything here, and every string of the dashboard's code, for words that judge and for
sentences that nobody could translate.
"""
