"""Goals: enrolment, goals as experiments with versions, and the steps towards them. HTTP commands in, events out."""
