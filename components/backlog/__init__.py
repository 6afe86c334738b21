"""Parts of the page of open cases: what it reads, what to ask about, then against now, its charts and its list."""
