"""One file, one question. A page only defines render(ctx); the dashboard runs it."""
