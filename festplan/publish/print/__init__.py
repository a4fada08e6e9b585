"""The printed programme: a booklet people pin to their door."""
