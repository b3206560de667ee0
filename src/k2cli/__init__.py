"""What was really shown about vitamin K2 and the nutrients around bone, vessels and mood."""

__version__ = "0.1.0"
