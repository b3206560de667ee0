"""What curators write: records, the one YAML reader, the loader and the rules."""
