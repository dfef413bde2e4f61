"""The means to keep going, as the `money` station tells them: what is paid for, until when, and by whom."""
