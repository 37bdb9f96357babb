"""An OpenDocument text (odt) as lines."""
