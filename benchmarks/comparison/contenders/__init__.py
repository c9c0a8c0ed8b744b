"""The engines that are measured, each behind the same three calls; one file each."""
