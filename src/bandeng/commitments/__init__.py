"""认领: work items. A responsible unit claims one with a date, hands in evidence, and somebody else checks."""
