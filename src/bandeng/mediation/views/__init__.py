"""Pages: the mediator's, the two sides', everybody's."""
