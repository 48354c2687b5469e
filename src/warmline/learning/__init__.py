"""What we change because of it: corrections, evaluation, retraining, experiments."""
