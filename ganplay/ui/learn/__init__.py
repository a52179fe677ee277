"""The Learn tab: a course that is completed by doing."""
