// The quick way out. Everything on the screen goes first, in the same breath, so that the next
// frame is empty; then the server is told; then the browser leaves. No step waits for the one
// before, so it works with the server dead.
(() => {
  const THREE_WITHIN = 5000;
  const form = document.getElementById("leave");
  const token = form ? form.elements.token.value : "";
  let presses = [];
  let leaving = false;

  const empty = () => document.documentElement.replaceChildren();

  const leave = () => {
    if (leaving) return;
    leaving = true;
    const to = (form && form.dataset.exit) || "about:blank";
    document.title = "";
    empty();
    navigator.sendBeacon("/x", new URLSearchParams({ token }));
    location.replace(to);
  };

  if (form) form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });

  // Shift alone, three times: a Shift that makes a capital letter does not count.
  let alone = false;
  addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && (alone || !event.repeat);
    if (event.key !== "Shift") presses = [];
  }, true);
  addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    const now = performance.now();
    presses = [...presses, now].filter((press) => now - press < THREE_WITHIN);
    if (presses.length >= 3) leave();
  }, true);
  addEventListener("pointerdown", () => { presses = []; alone = false; }, true);

  // A page that is left leaves nothing behind for a browser that keeps pages.
  addEventListener("pagehide", empty);
  addEventListener("pageshow", (event) => { if (event.persisted) { empty(); location.reload(); } });
})();
