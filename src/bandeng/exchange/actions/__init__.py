"""What can be done with a case."""

from bandeng.exchange.actions.sharing import give_up_case, send_back, share_case, withdraw_case
from bandeng.exchange.actions.using import use_case
from bandeng.exchange.actions.writing import bring_case, write_case

__all__ = ["bring_case", "give_up_case", "send_back", "share_case", "use_case", "withdraw_case", "write_case"]
