"""Goals: programs, enrolment, values, strengths, goals as experiments with steps. HTTP commands in, events out."""
