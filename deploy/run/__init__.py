"""`python -m deploy.run`: everything on one machine, with a real program played through it."""
