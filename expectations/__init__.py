"""What a return must hold: one suite per return, applied to rows in Polars and to the batch by Great Expectations."""
