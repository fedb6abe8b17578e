"""What translators and editors see in the admin, and readers on the site."""
