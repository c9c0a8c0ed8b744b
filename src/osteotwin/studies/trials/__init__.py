"""Virtual trials: arms of virtual people under plans, with what a trial would find and what a trial would need."""
