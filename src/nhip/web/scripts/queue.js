// What waits in the phone: drafts, entries not sent yet, shared pictures. Used by pages and by the service worker.
// An entry leaves the queue only when the server has said that it has it; its own id makes a second sending harmless.
(() => {
  "use strict";
  const SOON = 15000, LONG = 90000; // milliseconds: a line that hangs counts as none, and the entry goes again
  const NAME = "nhip-ledger", TICKET = "/hoat-dong/hang-doi/", SEND = "/hoat-dong/ghi/";

  function open() {
    return new Promise((done, fail) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore("drafts", { keyPath: "account" });
        request.result.createObjectStore("queue", { keyPath: "id" });
        request.result.createObjectStore("shared", { autoIncrement: true });
      };
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  }

  // One transaction over some stores; resolves with what `work` made, once it is on the disk.
  async function within(stores, mode, work) {
    const db = await open();
    try {
      return await new Promise((done, fail) => {
        const transaction = db.transaction(stores, mode, { durability: "strict" });
        let made;
        transaction.oncomplete = () => done(made instanceof IDBRequest ? made.result : made);
        transaction.onerror = transaction.onabort = () => fail(transaction.error);
        made = work(...stores.map((name) => transaction.objectStore(name)));
      });
    } finally { db.close(); }
  }

  const saveDraft = (draft) => within(["drafts"], "readwrite", (drafts) => drafts.put(draft));
  const draftOf = (account) => within(["drafts"], "readonly", (drafts) => drafts.get(account));
  const dropDraft = (account) => within(["drafts"], "readwrite", (drafts) => { drafts.delete(account); });
  const entries = () => within(["queue"], "readonly", (queue) => queue.getAll());
  const remove = (id) => within(["queue"], "readwrite", (queue) => { queue.delete(id); });
  const putShared = (files, words) => within(["shared"], "readwrite", (shared) => { shared.put({ files, words, at: Date.now() }); });

  // The draft becomes an entry in one step: a stop in the middle leaves one or the other, never both, never none.
  const enqueue = (entry) => within(["queue", "drafts"], "readwrite", (queue, drafts) => { queue.put(entry); drafts.delete(entry.account); });

  async function takeShared() {
    return within(["shared"], "readwrite", (shared) => {
      const all = shared.getAll();
      shared.clear();
      return all;
    });
  }

  async function ticket() {
    const answer = await fetch(TICKET, { credentials: "same-origin", redirect: "manual", cache: "no-store", headers: { Accept: "application/json" }, signal: AbortSignal.timeout(SOON) });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return null;
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // Sends what waits, one after the other, by one sender at a time (pages and worker share the lock).
  async function sendAll() {
    const alone = (work) => (navigator.locks ? navigator.locks.request("nhip-send", work) : work());
    return alone(async () => {
      const report = { sent: [], refused: [], left: 0, signedOut: false };
      const waiting = (await entries()).filter((one) => one.state !== "refused");
      if (!waiting.length) return report;
      if (navigator.onLine === false) return { ...report, left: waiting.length };
      const pass = await ticket();
      for (const entry of waiting.sort((a, b) => a.at - b.at)) {
        if (!pass) { report.signedOut = true; report.left += 1; continue; }
        if (entry.account !== pass.account) { report.left += 1; continue; }
        await sendOne(entry, pass.token, report).catch(() => { report.left += 1; }); // the answer was lost: it stays and goes again
      }
      return report;
    });
  }

  async function sendOne(entry, token, report) {
    const form = new FormData();
    for (const [name, value] of entry.fields) form.append(name, value);
    for (const file of entry.files) form.append(file.field, file.blob, file.name);
    const answer = await fetch(SEND, {
      method: "POST", body: form, credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": token }, signal: AbortSignal.timeout(LONG),
    });
    if (answer.ok) {
      const said = await answer.json();
      await remove(entry.id);
      report.sent.push({ id: entry.id, ...said });
    } else if (answer.status === 422 || answer.status === 413) {
      const said = answer.status === 422 ? await answer.json() : { issues: [{ field: "anh", text: "" }] };
      await within(["queue"], "readwrite", (queue) => { queue.put({ ...entry, state: "refused", issues: said.issues }); });
      report.refused.push({ id: entry.id, issues: said.issues });
    } else {
      report.left += 1;
      if (answer.type === "opaqueredirect" || answer.status === 403) report.signedOut = true;
    }
  }

  globalThis.nhipQueue = { saveDraft, draftOf, dropDraft, entries, remove, enqueue, putShared, takeShared, sendAll };
})();
