"""Tests of what is kept of files that were read."""
