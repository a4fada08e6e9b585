"""Turn a plan into things people read: feeds, print, pages, tables."""
