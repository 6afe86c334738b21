"""The brief of a day for a scheduler to send: what is due, overdue and held, and the exceptions."""
