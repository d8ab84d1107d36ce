"""Charts over time, drawn with Altair. Each has a sentence and a table beside it that say the same."""

from services.dashboard.charts.over_time import over_time
from services.dashboard.charts.rulers import rulers

__all__ = ["over_time", "rulers"]
