"""Practice: what a learner answers, and what is said to it; knows core, never widgets."""
