// Records sound in the page, keeps it on the phone, and sends it in pieces: a broken line goes on where it stopped.
// Without this script the form sends a file as forms do.
(() => {
  "use strict";
  const form = document.getElementById("ghi");
  if (!form || !window.indexedDB) return;
  const PIECE = 256 * 1024, SOON = 4000, NAME = "nhip-recordings";
  const told = document.getElementById("ghi-tin"), button = document.getElementById("ghi-nut"), file = document.getElementById("tep");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const fields = ["don-vi", "ten", "tieng", "loai"];
  let kept = null, recorder = null, parts = [];

  function store(mode, work) {
    return new Promise((done, fail) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("one", { keyPath: "key" });
      request.onerror = () => fail(request.error);
      request.onsuccess = () => {
        const transaction = request.result.transaction("one", mode), made = work(transaction.objectStore("one"));
        transaction.oncomplete = () => { request.result.close(); done(made && made.result); };
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
      };
    });
  }
  const say = (words) => { told.textContent = words; document.getElementById("ghi-truc-tiep").hidden = false; };
  const typed = () => Object.fromEntries(fields.map((name) => [name, form.elements[name].value]));
  const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  async function keep(blob) {
    kept = { key: crypto.randomUUID(), blob, typed: typed() };
    await store("readwrite", (one) => one.put(kept));
    say(form.dataset.waiting);
  }

  // Pieces until the server holds all of it; each answer says how much is there.
  async function send(one) {
    const address = form.dataset.pieces.replace("00000000", one.key);
    let there = null;
    while (there === null || there < one.blob.size) {
      try {
        const ask = there === null ? { method: "GET" } : { method: "POST", body: one.blob.slice(there, there + PIECE), headers: { "Content-Type": "application/octet-stream", "X-CSRFToken": token } };
        const answer = await fetch(there === null ? address : `${address}?tu=${there}`, { ...ask, credentials: "same-origin", redirect: "error", cache: "no-store", signal: AbortSignal.timeout(60000) });
        if (!answer.ok) throw new Error(String(answer.status));
        there = (await answer.json()).size;
        say(`${form.dataset.sending}: ${Math.floor(100 * there / one.blob.size)} %`);
      } catch (error) {
        say(form.dataset.waiting);
        await later(SOON);
      }
    }
    form.elements.khoa.value = one.key;
    file.value = "";
    await store("readwrite", (all) => all.delete(one.key));
    form.submit();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (file.files.length) await keep(file.files[0]);
    if (!kept) { file.focus(); return; }
    kept.typed = typed();
    await store("readwrite", (one) => one.put(kept));
    send(kept);
  });

  if (navigator.mediaDevices && window.MediaRecorder) {
    document.getElementById("ghi-truc-tiep").hidden = false;
    const begin = button.textContent;
    button.addEventListener("click", async () => {
      if (recorder && recorder.state === "recording") { recorder.stop(); return; }
      const video = form.elements.loai.value === "video";
      try {
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: video && { width: 1280 } });
        parts = [];
        recorder = new MediaRecorder(stream, { audioBitsPerSecond: 64000, videoBitsPerSecond: 1500000 });
        recorder.ondataavailable = (event) => parts.push(event.data);
        recorder.onstop = () => {
          stream.getTracks().forEach((track) => track.stop());
          button.textContent = begin;
          file.required = false;
          keep(new Blob(parts, { type: recorder.mimeType }));
        };
        recorder.start(5000);
        button.textContent = button.dataset.stop;
      } catch (error) { say(form.dataset.refused); }
    });
  }

  // What was not sent before the page was closed waits here.
  store("readonly", (one) => one.getAll()).then((all) => {
    if (!all || !all.length) return;
    kept = all[0];
    for (const name of fields) form.elements[name].value = kept.typed[name];
    say(form.dataset.waiting);
  });
})();
