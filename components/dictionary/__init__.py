"""The data dictionary of the glossary: returns and fields, code lists, tables of the snapshot."""
