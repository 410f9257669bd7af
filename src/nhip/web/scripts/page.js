// Every staff page: CSRF for HTMX, submitted forms say so, choices that send themselves.
(() => {
  "use strict";
  const cookie = (name) => document.cookie.split("; ").find((c) => c.startsWith(name + "="))?.slice(name.length + 1) ?? "";
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value || cookie("csrftoken");
  window.nhip = {
    token,
    say(text) {
      const region = document.getElementById("live");
      if (region) { region.textContent = ""; requestAnimationFrame(() => { region.textContent = text; }); }
    },
  };
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = token(); });
  document.addEventListener("submit", (event) => {
    if (event.target.action?.endsWith("/logout/") && window.caches) { // no page of this person stays on the device
      caches.keys().then((names) => { for (const name of names) if (name.startsWith("nhip-")) caches.delete(name); });
    }
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method === "get") return;
    requestAnimationFrame(() => { button.setAttribute("aria-disabled", "true"); });
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-send]")) event.target.form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target.closest("[data-print]")) window.print();
    for (const group of document.querySelectorAll(".bar .group[open]")) if (!group.contains(event.target)) group.open = false;
  });
  document.addEventListener("keydown", (event) => { // Escape shuts an open group of the bar and stays on its name
    const group = event.key === "Escape" && document.querySelector(".bar .group[open]");
    if (group) { group.open = false; if (group.contains(document.activeElement)) group.querySelector("summary").focus(); }
  });
  document.addEventListener("focusin", (event) => { // whoever tabs on leaves no open panel behind, over the page
    for (const group of document.querySelectorAll(".bar .group[open]")) if (!group.contains(event.target)) group.open = false;
  });
})();
