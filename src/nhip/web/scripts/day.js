/* Kept by the reader's browser: shows what the province sends, and sends the one click that confirms it.
   It keeps nothing, counts nothing and answers no page's requests. */
"use strict";

self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data ? event.data.json() : {}; } catch { return; }
  if (!told.title) return;
  event.waitUntil(self.registration.showNotification(told.title, {
    body: told.body, tag: told.tag, data: { url: told.url, confirm: told.confirm || "" }, renotify: false,
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, confirm } = event.notification.data || {};
  if (confirm) {
    event.waitUntil(fetch(new URL("day/xac-nhan/", self.registration.scope), {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token: confirm }),
    }));
  } else if (url && new URL(url, self.location.href).protocol.startsWith("http")) {
    event.waitUntil(self.clients.openWindow(url));
  }
});
