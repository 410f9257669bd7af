// A document still being read: ask now and then, open the result once it is there.
(() => {
  "use strict";
  const card = document.querySelector("[data-wait]");
  if (!card) return;
  const ask = async () => {
    try {
      const answer = await fetch(card.dataset.wait, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (answer.ok && !(await answer.text()).includes("hx-trigger")) { location.reload(); return; }
    } catch { /* a weak line: ask again */ }
    setTimeout(ask, 2000);
  };
  setTimeout(ask, 1200);
})();
