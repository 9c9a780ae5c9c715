"""通知: reads the ledger and tells people; in the product first, by e-mail behind the same interface."""
