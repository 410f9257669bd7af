/* The button that asks for messages on this browser. Without it, without a service worker or without JavaScript the page
   says how to follow the news otherwise. */
"use strict";

(async () => {
  const box = document.getElementById("push");
  if (!box || !("serviceWorker" in navigator) || !("PushManager" in window)) return;
  const [on, off, said] = ["push-on", "push-off", "push-said"].map((name) => document.getElementById(name));
  const say = (name) => { said.textContent = box.dataset[name] || ""; };
  const raw = (told) => Uint8Array.from(atob(told.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const send = (deed, body) => fetch(`${box.dataset.scope}day/${deed}/`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  });
  const worker = await navigator.serviceWorker.register(`${box.dataset.scope}day.js`, { scope: box.dataset.scope });
  const held = await worker.pushManager.getSubscription();
  box.hidden = false;
  on.hidden = Boolean(held);
  off.hidden = !held;
  on.addEventListener("click", async () => {
    on.disabled = true;
    try {
      await navigator.serviceWorker.ready;
      const made = await worker.pushManager.subscribe({
        userVisibleOnly: true, applicationServerKey: raw(box.dataset.key),
      });
      const answer = await send("nhan", made.toJSON());
      if (!answer.ok) { await made.unsubscribe(); throw new Error(String(answer.status)); }
      on.hidden = true;
      off.hidden = false;
      say("asked");
    } catch {
      say(Notification.permission === "denied" ? "denied" : "failed");
    }
    on.disabled = false;
  });
  off.addEventListener("click", async () => {
    const made = await worker.pushManager.getSubscription();
    if (made) { await send("thoi", { endpoint: made.endpoint }); await made.unsubscribe(); }
    off.hidden = true;
    on.hidden = false;
    say("left");
  });
})();
