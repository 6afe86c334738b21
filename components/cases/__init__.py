"""What the page of cases is made of."""
