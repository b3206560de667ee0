"""Questions to answers: one function a question, names first, then words. Opens the index only."""
