"""Scoring: reads care events in batches, keeps a journal and one projection per participant, publishes changes."""
