"""The room that every page shares: layouts, components, words for refusals, tools of steps."""
