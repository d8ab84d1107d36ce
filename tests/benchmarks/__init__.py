"""`make bench`: figures as ratios within one run on the same servers, one JSON line each. Never part of the tests."""
