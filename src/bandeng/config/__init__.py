"""Settings, addresses and servers. Importing this package chooses the safe SQLite before Django sees one."""

from bandeng.config.sqlite import prefer_safe_sqlite

prefer_safe_sqlite()
