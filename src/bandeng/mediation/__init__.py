"""Mediation: a sealed case between two sides, heard apart, until they agree or either refuses."""
