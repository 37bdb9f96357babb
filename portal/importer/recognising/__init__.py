"""Recognition: the lines of a document into a strategy file, with a report of what became of every word."""

from portal.importer.recognising.recognition import recognise as recognise
