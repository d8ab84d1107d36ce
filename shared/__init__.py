"""What the services share: `contracts`, the promises between them, and `runtime`, plumbing without domain words."""
