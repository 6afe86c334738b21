"""Files of any length from an iterator of frames, in bounded memory: CSV, Excel and Parquet."""
