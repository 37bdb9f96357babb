"""The steps of a review, each with its form, its act and its sentence."""
