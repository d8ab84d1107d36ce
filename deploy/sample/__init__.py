"""A real walking program to watch: the LifeSnaps extract, as commands, played through the public HTTP interface."""
