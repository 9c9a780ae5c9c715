"""Tags of matters."""
