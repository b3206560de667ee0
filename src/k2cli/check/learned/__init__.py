"""Weights learned by `training/`, read by `k2cli.check.model`."""
