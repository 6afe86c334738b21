"""Where things gather, and where nobody went: Gi*, hindcast with PAI and PEI*, uncovered places, rhythm of the week."""
