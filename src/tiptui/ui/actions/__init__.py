"""What keys do, each action beside its state. Nothing here knows Textual."""
