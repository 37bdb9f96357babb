"""One model of what is read: the document and its parts as pages, files and tables show them."""
