"""The numerical library that everything stands on: NumPy and the standard library only."""
