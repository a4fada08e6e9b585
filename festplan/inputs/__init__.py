"""From a folder of tables to a festival, with every complaint at once."""

from festplan.inputs.reading import Read, festival_of, read_folder

__all__ = ["Read", "festival_of", "read_folder"]
