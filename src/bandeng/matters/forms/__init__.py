"""What browsers send, as plain values: shape and format only; the rules stay in the core."""
