"""The pages under docs/ that are drawn from the code, and what draws them."""
