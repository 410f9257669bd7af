// Posting by hand: one tap copies the text that was prepared.
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const held = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(held.value ?? held.textContent);
        button.classList.add("done-copy");
        window.nhip?.say(button.dataset.said || button.textContent);
      } catch {
        held.focus();
        held.select?.();
      }
    });
  }
})();
