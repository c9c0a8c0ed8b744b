"""When this process loaded the package. It is imported before everything else."""

import time

#: Seconds since the epoch. Source files that are newer are not those that run here.
LOADED_AT = time.time()
