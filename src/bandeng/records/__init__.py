"""留痕: the ledger. Every act of every room passes `record`, and rows follow from entries (decide, record, apply)."""
