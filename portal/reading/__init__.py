"""One model of what is read: a strategy and its parts as pages, files, tables and the review show them."""
