"""From a folder of tables to a festival, with every complaint at once."""
