"""The ground floor: settings, errors that people meet, and who may see what."""
