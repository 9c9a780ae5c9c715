"""Meetings: called in time, sat through, written down; what came of each topic goes on in its matter."""
