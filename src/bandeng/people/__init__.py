"""人员: persons, organisations, bodies and seats, duties; signing in; consent, masking and reveal."""
