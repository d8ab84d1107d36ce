"""SIMULATED: "Tobacco-free, 12 weeks". Nobody in it is, or resembles, a person: courses are drawn from a seed."""
