"use strict";
// Who signs in may be somebody else: what was written into forms of this tab is gone.
try {
  Object.keys(sessionStorage).filter((key) => key.startsWith("draft ")).forEach((key) => sessionStorage.removeItem(key));
} catch { /* a browser that keeps nothing */ }
