"""Who may what: admission, commands of owners, viewers."""
