"""What the service does with a command: decide, record, keep what was said, wake the relay. Answers or refuses."""
