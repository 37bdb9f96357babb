"""The site itself: accounts, addresses, errors, middleware, checks, the admin site."""
