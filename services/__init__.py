"""Four services that start, stop, deploy and scale alone. They share contracts, never tables or imports."""
