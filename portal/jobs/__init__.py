"""What takes long, done beside the web processes: jobs in a table, and the worker that does them one at a time."""
