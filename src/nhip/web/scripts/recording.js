// Records sound in the page, keeps it on the phone while it is made, and sends it in pieces: a broken line goes on where
// it stopped, a closed page loses nothing. Without this script the form sends a file as forms do.
(() => {
  "use strict";
  const form = document.getElementById("ghi");
  if (!form || !window.indexedDB) return;
  const PIECE = Number(form.dataset.piece), SOON = 4000, LONG = 60000, EACH = 5000, NAME = "nhip-recordings";
  const find = (id) => document.getElementById(id);
  const told = find("ghi-tin"), button = find("ghi-nut"), clock = find("ghi-gio"), list = find("ghi-cho"), file = find("tep"), go = find("ghi-gui");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value, account = form.dataset.account, words = form.dataset;
  const fields = ["don-vi", "ten", "tieng", "loai"];
  let chosen = null, recorder = null, running = "", sending = false, shown = [];

  function open() {
    return new Promise((done, fail) => {
      const request = indexedDB.open(NAME, 2);
      request.onupgradeneeded = () => {
        const held = request.result.objectStoreNames;
        if (!held.contains("one")) request.result.createObjectStore("one", { keyPath: "key" });
        if (!held.contains("parts")) request.result.createObjectStore("parts", { keyPath: ["key", "number"] });
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  }
  async function within(mode, work) {
    const db = await open();
    try {
      return await new Promise((done, fail) => {
        const transaction = db.transaction(["one", "parts"], mode);
        let made;
        transaction.oncomplete = () => done(made instanceof IDBRequest ? made.result : made);
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
        made = work(transaction.objectStore("one"), transaction.objectStore("parts"));
      });
    } finally { db.close(); }
  }
  const of = (key) => IDBKeyRange.bound([key, 0], [key, Infinity]);
  const put = (take) => within("readwrite", (one) => one.put(take));
  const drop = (key) => within("readwrite", (one, parts) => { one.delete(key); parts.delete(of(key)); });
  const all = async () => (await within("readonly", (one) => one.getAll())).filter((take) => take.account === account).sort((a, b) => a.at - b.at);
  async function whole(take) {
    const parts = await within("readonly", (_, kept) => kept.getAll(of(take.key)));
    return new Blob(parts.map((one) => one.blob), { type: take.type });
  }

  const say = (text) => { told.textContent = text; };
  const typed = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
  const later = (milliseconds) => new Promise((done) => { setTimeout(done, milliseconds); addEventListener("online", done, { once: true }); });
  const made = (type) => ({ key: crypto.randomUUID(), account, type, at: Date.now(), typed: typed() });

  // What waits on this phone: heard before it is sent, thrown away when it failed, chosen when there are several.
  async function show() {
    shown.forEach((address) => URL.revokeObjectURL(address));
    shown = [];
    list.replaceChildren();
    for (const take of await all()) {
      if (take.key === running) continue;
      const blob = await whole(take);
      if (!blob.size) { await drop(take.key); continue; }
      const row = document.createElement("li"), name = document.createElement("p"), player = document.createElement(take.type.startsWith("video") ? "video" : "audio");
      const address = URL.createObjectURL(blob);
      shown.push(address);
      name.textContent = `${take.typed.ten || words.untitled} · ${new Date(take.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })} · ${Math.ceil(blob.size / 1024).toLocaleString("vi-VN")} kB`;
      Object.assign(player, { className: "player", controls: true, preload: "metadata", src: address });
      player.setAttribute("aria-label", name.textContent);
      row.append(name, player);
      if (chosen && take.key === chosen.key) row.setAttribute("aria-current", "true");
      else row.append(pressed(words.choose, async () => { await choose(take); }));
      row.append(pressed(words.drop, async () => {
        if (sending || running) return;
        await drop(take.key);
        if (chosen && chosen.key === take.key) chosen = null;
        say("");
        await show();
        button.focus();
      }));
      list.append(row);
    }
    list.hidden = !list.children.length;
  }
  function pressed(text, deed) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn", textContent: text });
    made.addEventListener("click", deed);
    return made;
  }
  async function choose(take) {
    if (sending || running) return;
    chosen = take;
    for (const name of fields) form.elements[name].value = take.typed[name];
    await show();
  }

  // Pieces until the server holds all of it; each answer says how much is there. Then the form itself, under the same
  // key: twice is one recording. The phone forgets it only when the server has said that it has it.
  async function send(take) {
    const blob = await whole(take), address = words.pieces.replace("00000000", take.key);
    let there = null;
    for (;;) {
      try {
        if (there === null) there = (await ask(address, {})).size;
        else if (there < blob.size) {
          const body = blob.slice(there, there + PIECE);
          there = (await ask(`${address}?tu=${there}`, { method: "POST", body, headers: { "Content-Type": "application/octet-stream", "X-CSRFToken": token } })).size;
        } else {
          form.elements.khoa.value = take.key;
          const body = new FormData(form);
          body.delete("tep");
          const answer = await ask(form.action, { method: "POST", body, headers: { "X-CSRFToken": token } });
          if (answer.wrong) { say(answer.wrong); return; }
          await drop(take.key);
          location.assign(answer.address);
          return;
        }
        say(`${words.sending}: ${Math.floor(100 * Math.min(1, there / blob.size))} %`);
      } catch (error) {
        if (error.final) { say(error.final); return; }
        say(words.waiting);
        await later(SOON);
      }
    }
  }
  async function ask(address, more) {
    const headers = { Accept: "application/json", ...more.headers };
    const answer = await fetch(address, { ...more, headers, credentials: "same-origin", redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(LONG) });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw Object.assign(new Error("out"), { final: words.out });
    if (answer.status === 404 || answer.status === 413) throw Object.assign(new Error("refused"), { final: words.heavy });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    if (running) { say(words.running); button.focus(); return; }
    if (file.files.length) {
      const blob = file.files[0];
      if (blob.size > Number(words.most)) { say(words.heavy); file.focus(); return; }
      const take = made(blob.type);
      await within("readwrite", (one, parts) => { one.put(take); parts.put({ key: take.key, number: 0, blob }); });
      chosen = take;
      file.value = "";
    }
    if (!chosen) { say(words.nothing); file.focus(); return; }
    sending = true;
    go.setAttribute("aria-disabled", "true");
    chosen.typed = typed();
    await put(chosen);
    await show();
    try { await send(chosen); } finally { sending = false; go.removeAttribute("aria-disabled"); }
  });
  form.addEventListener("change", () => { if (chosen && !sending) { chosen.typed = typed(); put(chosen); } });

  find("ghi-truc-tiep").hidden = false;
  if (navigator.mediaDevices && window.MediaRecorder) {
    const begin = button.textContent;
    button.addEventListener("click", async () => {
      if (sending) return;
      if (running) { if (recorder.state !== "inactive") recorder.stop(); return; }
      let stream;
      try {
        stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: form.elements.loai.value === "video" && { width: 1280 } });
      } catch (error) { say(words.refused); return; }
      recorder = new MediaRecorder(stream, { audioBitsPerSecond: 64000, videoBitsPerSecond: 1500000 });
      const take = made(recorder.mimeType), lock = navigator.wakeLock && navigator.wakeLock.request("screen").catch(() => null);
      let number = 0, kept = put(take);
      running = take.key;
      recorder.ondataavailable = ({ data }) => {
        const part = { key: take.key, number: number++, blob: data };
        if (data.size) kept = kept.then(() => within("readwrite", (_, parts) => parts.put(part)));
      };
      const tick = () => { const seconds = Math.floor((Date.now() - take.at) / 1000); clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`; };
      const ticking = setInterval(tick, 1000);
      recorder.onstop = async () => {
        clearInterval(ticking);
        stream.getTracks().forEach((track) => track.stop());
        if (lock) lock.then((held) => held && held.release());
        button.textContent = begin;
        clock.textContent = "";
        let full = "";
        try { await kept; } catch (error) { full = words.full; }
        take.type = recorder.mimeType || take.type;
        take.typed = typed();
        await put(take);
        chosen = take;
        running = "";
        say(full || words.kept);
        await show();
      };
      recorder.start(EACH);
      button.textContent = words.stop;
      say("");
      tick();
    });
  } else {
    button.hidden = true;
    say(words.refused);
  }

  // What was not sent before the page was closed waits here.
  all().then(async (takes) => {
    if (!takes.length) return;
    await choose(takes[0]);
    say(words.waits);
  });
})();
