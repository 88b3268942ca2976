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

  for (const name of ["keydown", "input", "pointerdown", "wheel"]) {
    addEventListener(name, here, { capture: true, passive: true });
  }
  const look = () => {
    if (Date.now() - last < seconds * 1000) return;
    document.documentElement.replaceChildren();
    location.replace("/");
  };
  setInterval(look, 1000);
  addEventListener("visibilitychange", look);
})();
