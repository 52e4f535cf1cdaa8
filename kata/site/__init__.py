"""What the site needs when it is built."""
