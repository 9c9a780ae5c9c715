"""事项: the matter, its raisings (one per raiser), its journey, its clocks, its replies and ratings."""
