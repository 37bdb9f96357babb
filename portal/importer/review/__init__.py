"""The review of an imported document: its parts beside the source, put right before anything is saved."""
