"""When this process loaded the package, which imports this module before any equation.

The key of the cached machine code is a hash of the sources on disk. Where one of them was edited after this process
had loaded it, the hash would stand for other equations than those in memory; see :mod:`osteotwin.engine.kernel.build`.
"""

import time

#: Seconds since the epoch. Source files that are newer are not those that run here.
LOADED_AT = time.time()
