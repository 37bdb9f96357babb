"""A municipality's own document into the portal: read, recognised, looked at, stored or laid into an edition."""
