"""The Discriminator tab."""
