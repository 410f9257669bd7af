// The service worker: keeps the entry page at hand, takes pictures from the share sheet, sends what waits.
"use strict";
importScripts("{{ queue|escapejs }}");
const CACHE = "nhip-{{ version }}";
const ASSETS = {{ assets|safe }};
const ENTRY = "{{ entry|escapejs }}";
const SHARE = "{{ share|escapejs }}";
const PATIENCE = 4000; // milliseconds before a slow line counts as none

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    await Promise.all(ASSETS.map((address) => cache.add(new Request(address, { cache: "reload" })).catch(() => {})));
    await keepEntry();
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("nhip-") && name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  })());
});

// A fresh copy of the entry page; a page that led to the sign-in is not kept.
async function keepEntry(answer) {
  try {
    answer ??= await fetch(ENTRY, { credentials: "same-origin", redirect: "manual" });
    if (answer.ok && !answer.redirected && answer.type === "basic") await (await caches.open(CACHE)).put(ENTRY, answer);
  } catch { /* no line: the copy of last time stays */ }
}

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === "POST" && address.pathname === SHARE) { event.respondWith(takeShared(request)); return; }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") { event.respondWith(page(request, address)); return; }
  if (ASSETS.includes(address.pathname)) event.respondWith(asset(request));
});

async function asset(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function page(request, address) {
  const entry = address.pathname === ENTRY;
  const kept = await caches.match(ENTRY);
  const line = fetch(request);
  try {
    const answer = await (entry && kept ? Promise.race([line, late()]) : line);
    if (entry && answer.ok && !address.search) keepEntry(answer.clone());
    return answer;
  } catch {
    if (kept) return kept;
    return new Response("<!doctype html><html lang=vi><meta charset=utf-8><title>Nhịp</title><p>Không có mạng. Mở lại khi có mạng.", {
      status: 503, headers: { "Content-Type": "text/html; charset=utf-8" },
    });
  }
}

const late = () => new Promise((_, fail) => { setTimeout(() => fail(new Error("slow")), PATIENCE); });

// Pictures from the share sheet go into the phone's own store; the page finds them there.
async function takeShared(request) {
  const form = await request.formData();
  const files = form.getAll("anh").filter((one) => one instanceof File && one.size);
  const words = ["title", "text", "url"].map((name) => form.get(name)).filter(Boolean).join(" ").slice(0, 300);
  await nhipQueue.putShared(files, words);
  return Response.redirect(ENTRY + "?chia-se=1", 303);
}

self.addEventListener("sync", (event) => {
  if (event.tag !== "nhip-send") return;
  event.waitUntil((async () => {
    const report = await nhipQueue.sendAll();
    for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage({ report });
    if (report.left && !report.signedOut) throw new Error("left"); // the browser tries once more later
  })());
});
