"""Every sentence that the dashboard can show, as pure functions of facts and of now.

The words are the domain's: confidence looks tender, an estimate shifts or eases, a step is "not this time", a setback
is information. A test scans everything here, and every string of the dashboard's code, for words that judge.
"""
