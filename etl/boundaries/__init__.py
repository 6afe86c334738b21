"""Official boundaries as GeoJSON: read, matched to the listed units, simplified and put in force."""
