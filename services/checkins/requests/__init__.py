"""What commands say and what they are answered, as JSON and in OpenAPI. One module for each kind."""
