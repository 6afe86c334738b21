"""What returns and their columns are called, for whoever shows what was found in them."""

from __future__ import annotations

from typing import Any

from etl.recipes import load_recipes


def labels_json() -> dict[str, Any]:
    """{"returns": {name: {"label": {hi, en}, "fields": {field or column: {hi, en}}}}}."""
    return {
        "returns": {
            recipe.name: {
                "label": {"hi": recipe.label_hi, "en": recipe.label_en},
                "fields": {
                    name: {"hi": field.header_hi, "en": field.header_en}
                    for field in recipe.fields
                    for name in (field.name, field.column)
                },
            }
            for recipe in load_recipes()
        }
    }
