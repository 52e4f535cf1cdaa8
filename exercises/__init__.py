"""Your working files: one exercise each, in the order of their numbers."""
