"""What can be done with a case."""

from bandeng.exchange.actions.sharing import share_case, withdraw_case
from bandeng.exchange.actions.using import use_case
from bandeng.exchange.actions.writing import bring_case, write_case

__all__ = ["bring_case", "share_case", "use_case", "withdraw_case", "write_case"]
