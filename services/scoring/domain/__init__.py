"""The pure part of scoring: evidence, filter, fold, alignment. No I/O, no clock, no framework.

A participant's course is a fold of their events in the order (time, type rank, event id), without those that were
taken back. A retraction itself cannot be taken back.

    testimony.py  what each event says about readiness and self-efficacy, as evidence
    evidence.py   the kinds of evidence, with their noise
    filter.py     one Kalman update per piece of evidence, with exact attribution
    noting.py     what an event says besides: where somebody is, what waits, what went well
    memory.py     what later events need to know of earlier ones: enrolment, goals, requests, what was taken back
    course.py     the state of the fold and `evolve(course, event)`
    history.py    the estimates over time, and why they moved: a fold that keeps what was believed on the way
    retelling.py  all that a page tells of it, with answers.py (rulers, talk) and sharing.py (what a supporter sees)
    packing.py    a course as the document that readers know, and back, bit for bit
    alignment.py  which of the messages read so far may be folded now
"""
