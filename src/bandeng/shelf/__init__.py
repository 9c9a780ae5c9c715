"""What we ship as data: processes, calendars, categories; each can be edited in the product."""
