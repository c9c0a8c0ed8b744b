"""The least burden that keeps a person's bone: levers, hard limits, search, and the plan as weeks and days."""
