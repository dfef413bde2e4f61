"""What became of goals: their figures over time, their status and pace, and the words for both."""
