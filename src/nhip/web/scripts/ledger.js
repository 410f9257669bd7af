// The entry page: figures of the chosen kind, pictures made small, a draft at every stroke, a queue that looks after itself.
(() => {
  "use strict";
  const form = document.getElementById("entry");
  const say = document.getElementById("queue-words").dataset;
  const card = document.getElementById("queue-card"), list = document.getElementById("queue"), line = document.getElementById("line");
  const account = Number(say.account);
  const LONGEST = 2000;

  if (navigator.serviceWorker) {
    navigator.serviceWorker.register("/nhip-worker.js").catch(() => {});
    navigator.serviceWorker.addEventListener("message", (event) => { if (event.data?.report) showReport(event.data.report); });
  }
  addEventListener("online", () => { showLine(); send(); });
  addEventListener("offline", showLine);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(send, 30000);
  showLine();

  function showLine() {
    line.hidden = navigator.onLine;
    if (!navigator.onLine) line.querySelector("p").textContent = say.offline;
  }

  // ---- the queue as people see it
  async function showQueue() {
    const mine = (await nhipQueue.entries()).filter((one) => one.account === account).sort((a, b) => a.at - b.at);
    card.hidden = !mine.length;
    list.replaceChildren(...mine.map(row));
  }

  function row(entry) {
    const item = document.createElement("li"), words = document.createElement("div"), name = document.createElement("h3"), more = document.createElement("p");
    const refused = entry.state === "refused";
    name.textContent = entry.title;
    more.textContent = refused ? entry.issues.map((one) => one.text).join(" ") : say.willSend;
    words.append(name, more);
    const tag = document.createElement("span");
    tag.className = refused ? "tag late" : "tag wait";
    tag.textContent = refused ? say.refused : say.waiting;
    item.append(words, tag);
    if (refused && form) item.append(button(say.mend, () => mend(entry)));
    return item;
  }

  function button(text, act) {
    const made = document.createElement("button");
    made.type = "button"; made.className = "btn"; made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  async function send() {
    let report;
    try { report = await nhipQueue.sendAll(); } catch { showQueue(); return; }
    await showReport(report);
    return report;
  }

  async function showReport(report) {
    for (const one of report.sent) tell("ok", say.sent, one.title, one.address, one.warnings);
    if (report.refused.length) nhip.say(say.refused);
    if (report.signedOut) tell("wait", say.signedOut, "", "/tai-khoan/login/?next=/hoat-dong/ghi/", []);
    await showQueue();
  }

  function tell(kind, words, title, address, warnings) {
    const note = document.createElement("div"), inner = document.createElement("div"), text = document.createElement("p"), link = document.createElement(address ? "a" : "span");
    note.className = "note " + kind;
    if (address) link.href = address;
    link.textContent = title || words;
    text.append(title ? words + " " : "", link);
    inner.append(text);
    for (const warning of warnings ?? []) { const more = document.createElement("p"); more.textContent = warning; inner.append(more); }
    note.append(inner);
    document.getElementById("told").replaceChildren(note);
    nhip.say(title ? words + " " + title : words);
  }

  showQueue().then(send);
  if (!form) return;

  // ---- the form
  const kinds = JSON.parse(document.getElementById("kinds").textContent);
  const input = (name) => form.elements.namedItem(name);
  let pictures = [];

  document.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-kind-choice]");
    if (!choice) return;
    event.preventDefault();
    choose(choice.dataset.kindChoice);
    input("noi-dung").focus();
  });

  function choose(code) {
    const kind = kinds[code];
    if (!kind) return;
    input("loai").value = code;
    document.getElementById("choosing").hidden = true;
    form.hidden = false;
    document.getElementById("kind-name").textContent = kind.name;
    document.getElementById("measure").textContent = kind.measure;
    for (const set of form.querySelectorAll("fieldset[data-kind]")) { set.hidden = set.dataset.kind !== code; set.disabled = set.hidden; }
    document.getElementById("chooser-again").hidden = false;
    keepDraft();
  }
  document.getElementById("chooser-again").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("choosing").hidden = false;
    form.hidden = true;
  });

  // Pictures are made smaller here, so that a weak line carries them; the server cleans them again.
  const chosen = document.getElementById("anh");
  chosen.addEventListener("change", async () => {
    for (const file of chosen.files) await addPicture(file);
    chosen.value = "";
    keepDraft();
  });

  async function addPicture(file) {
    pictures.push({ field: "anh", name: file.name || "anh.jpg", blob: await smaller(file) });
    showPictures();
  }

  async function smaller(file) {
    try {
      const drawn = await createImageBitmap(file);
      const scale = LONGEST / Math.max(drawn.width, drawn.height);
      if (scale >= 1 && file.type === "image/png") return file;
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(drawn.width * Math.min(1, scale)); canvas.height = Math.round(drawn.height * Math.min(1, scale));
      canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
      return await new Promise((done) => { canvas.toBlob((blob) => done(blob ?? file), "image/jpeg", 0.85); });
    } catch { return file; }
  }

  function showPictures() {
    const shelf = document.getElementById("pictures");
    for (const old of shelf.querySelectorAll("img")) URL.revokeObjectURL(old.src);
    shelf.replaceChildren(...pictures.map((one, at) => {
      const item = document.createElement("li"), image = document.createElement("img");
      image.src = URL.createObjectURL(one.blob); image.alt = say.picture + " " + (at + 1);
      const away = button("×", () => { pictures.splice(at, 1); showPictures(); keepDraft(); });
      away.setAttribute("aria-label", say.removePicture + " " + (at + 1));
      item.append(image, away);
      return item;
    }));
  }

  function uuid() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64; bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  // ---- drafts
  const values = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  let later;
  function keepDraft() {
    clearTimeout(later);
    later = setTimeout(() => { nhipQueue.saveDraft({ account, fields: values(), files: pictures, at: Date.now() }).catch(() => {}); }, 250);
  }
  form.addEventListener("input", keepDraft);

  function fill(fields, files) {
    const said = new Map(fields);
    choose(said.get("loai"));
    for (const field of form.elements) {
      if (!field.name || field.type === "file" || field.name === "csrfmiddlewaretoken") continue;
      if (field.type === "checkbox") field.checked = said.get(field.name) === field.value;
      else if (said.has(field.name)) field.value = said.get(field.name);
    }
    pictures = files ?? [];
    showPictures();
  }

  async function start() {
    const asked = new URLSearchParams(location.search);
    const draft = await nhipQueue.draftOf(account).catch(() => null);
    const meaningful = draft && (draft.files?.length || draft.fields.some(([name, value]) => ["noi-dung", "so-luong", "duong-dan"].includes(name) && value));
    if (meaningful && !form.querySelector(".bad")) {
      fill(draft.fields, draft.files);
      document.getElementById("draft-note").hidden = false;
    } else if (asked.get("loai")) choose(asked.get("loai"));
    for (const shared of await nhipQueue.takeShared().catch(() => [])) {
      for (const file of shared.files) await addPicture(file);
      if (shared.words && !input("noi-dung").value) input("noi-dung").value = shared.words;
      keepDraft();
    }
  }
  start();

  document.getElementById("drop-draft").addEventListener("click", async () => {
    clearTimeout(later);
    await nhipQueue.dropDraft(account);
    fresh();
    document.getElementById("draft-note").hidden = true;
  });

  function fresh() {
    const kind = input("loai").value, unit = input("don-vi")?.value;
    form.reset();
    input("loai").value = kind;
    if (unit && input("don-vi").type !== "hidden") input("don-vi").value = unit;
    pictures = [];
    showPictures();
    clearWrong();
  }

  function clearWrong() { for (const old of form.querySelectorAll(".bad")) old.remove(); }

  async function mend(entry) {
    await nhipQueue.saveDraft({ account, fields: entry.fields, files: entry.files, at: Date.now() }); // first there, then away
    await nhipQueue.remove(entry.id);
    fill(entry.fields, entry.files);
    showWrong(entry.issues);
    await showQueue();
  }

  function showWrong(issues) {
    clearWrong();
    for (const issue of issues) {
      const field = input(issue.field) ?? input("noi-dung"), words = document.createElement("p");
      words.className = "bad"; words.setAttribute("role", "alert"); words.textContent = issue.text;
      (field.closest?.(".field") ?? form).append(words);
    }
    form.querySelector(".bad")?.closest(".field")?.querySelector("input, select, textarea")?.focus();
  }

  // ---- sending: into the queue first, always; then the queue sends
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    clearTimeout(later);
    clearWrong();
    // A new id at every saving: the page kept in the phone is the same each time, and so is the id written into it.
    input("phieu").value = uuid();
    const papers = [...document.getElementById("tep").files].map((file) => ({ field: "tep", name: file.name, blob: file }));
    const entry = {
      id: input("phieu").value, account, at: Date.now(), state: "waiting", fields: values(),
      title: input("noi-dung").value.trim() || kinds[input("loai").value]?.name || "", files: [...pictures, ...papers],
    };
    try {
      await nhipQueue.enqueue(entry);
    } catch { // no store in this browser: the form goes the ordinary way
      busy = false;
      form.submit();
      return;
    }
    fresh();
    await showQueue();
    const report = await send();
    if (!report || report.left) { // the worker tries again by itself, even when this page is closed
      const ready = await navigator.serviceWorker?.getRegistration();
      ready?.sync?.register("nhip-send").catch(() => {});
    }
    const refused = report?.refused.find((one) => one.id === entry.id);
    if (refused) await mend((await nhipQueue.entries()).find((one) => one.id === entry.id) ?? { ...entry, issues: refused.issues });
    else if (!report?.sent.length) tell("wait", say.kept, "", "#queue-card", []);
    busy = false;
  });
})();
