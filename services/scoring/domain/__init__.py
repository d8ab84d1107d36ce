"""The pure part of scoring: evidence, filter, fold, alignment. No I/O, no clock, no framework.

A participant's course is a fold of their events in the order (time, type rank, event id):

    evidence.py   what each event says about readiness and self-efficacy
    filter.py     one Kalman update per piece of evidence, with exact attribution
    course.py     the state of the fold and `evolve(course, event)`
    packing.py    a course as the document that readers know, and back, bit for bit
    alignment.py  which of the messages read so far may be folded now
"""
