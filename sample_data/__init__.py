"""A seeded year and more of the range: the truth, and the returns that districts would have sent about it."""

from sample_data.days import Delivery, deliveries
from sample_data.rows import Sample
from sample_data.story import DEFAULT_SEED, generate
from sample_data.write import write

__all__ = ["DEFAULT_SEED", "Delivery", "Sample", "deliveries", "generate", "write"]
