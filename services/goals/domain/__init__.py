"""What enrolling, setting, revising and planning mean: pure functions on frozen values; time is a parameter."""
