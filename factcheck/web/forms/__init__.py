"""The shape of what people send: required, how long, which choices. What it means is for the services."""
