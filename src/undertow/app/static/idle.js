// Nobody here: the page goes when the record locks, by the clock on the wall, which also runs while
// the machine sleeps. Somebody writing counts as being here: the server is told once a minute.
(() => {
  const seconds = Number(document.body.dataset.lock);
  if (!seconds) return;
  const form = document.getElementById("leave");
  const token = form.elements.token.value;
  let last = Date.now();
  let told = last;

  const here = () => {
    const now = Date.now();
    if (now - last >= seconds * 1000) return;
    last = now;
    if (now - told < 60000) return;
    told = now;
    navigator.sendBeacon("/t", new URLSearchParams({ token }));
  };

  const left = () => !document.documentElement.hasChildNodes(); // by the quick way out
  const go = (to) => {
    if (left()) return;
    document.documentElement.replaceChildren();
    location.replace(to);
  };

  for (const name of ["keydown", "input", "pointerdown", "wheel"]) {
    addEventListener(name, here, { capture: true, passive: true });
  }
  const look = () => { if (Date.now() - last >= seconds * 1000) go("/"); };
  setInterval(look, 1000);
  addEventListener("visibilitychange", look);

  // One window keeps a connection open for all: a browser that is closed or killed drops it, and
  // the record locks. Where the record was locked, or the program ended, the pages go.
  const pause = () => new Promise((resolve) => { setTimeout(resolve, 300); });
  const keep = async () => {
    for (let failures = 0; failures < 5 && !left(); failures += 1) {
      try {
        const answer = await fetch("/t", { mode: "same-origin", cache: "no-store" });
        if (answer.status !== 200) return go("/");
        failures = 0;
        await answer.body.getReader().read();
      } catch { /* cut off: once more */ }
      await pause();
    }
    return go("about:blank");
  };
  navigator.locks.request("t", keep);
})();
