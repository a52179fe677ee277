"""Who may keep the server busy, with what, and when it is their turn."""
