"""Plumbing that every service stands on: settings, store, publisher, intake, commands, problems, logs, health."""
