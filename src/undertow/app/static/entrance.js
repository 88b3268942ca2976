"use strict";
// The launch address is spent: it leaves the address bar and the history's last entry.
if (location.pathname === "/o") history.replaceState(null, "", "/");
