"""The page of returns received: who has sent what, each file with its verdict, loading, sign-off, restatements."""
