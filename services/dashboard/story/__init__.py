"""One person's story, composed: goals as experiments, steps and days, setbacks, and a summary of all.

Pure functions on frozen values. They are made from what the owning services tell (`told`), people's own words as far
as they are released (`own_words`), and events of the journal; how it is said stands in `wording`, how it is laid out
in `story_markup`.
"""
