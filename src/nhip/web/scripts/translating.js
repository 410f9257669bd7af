// Translating: each segment saves itself, is checked as it is typed, and is offered what was translated like it before.
(() => {
  "use strict";
  const form = document.getElementById("segments");
  if (!form) return;
  const CHECK = 450, SAVE = 1200, AGAIN = 5000;
  const words = { saving: "Đang lưu…", saved: "Đã lưu lúc", offline: "Chưa lưu được. Đang thử lại; xin đừng đóng trang.", none: "Chưa có bản dịch nào tương tự.", use: "Dùng" };
  const saved = document.getElementById("saved");
  const tell = (text, bad) => { saved.textContent = text; saved.classList.toggle("bad", Boolean(bad)); };
  const post = (url, fields) => fetch(url, { method: "POST", headers: { "X-CSRFToken": window.nhip.token(), "Accept": "application/json" }, body: new URLSearchParams(fields), credentials: "same-origin" });
  const field = (n, name) => form.elements[`${name}-${n}`];
  const held = new Map();

  function says(row, issues) {
    const list = row.querySelector(".says");
    list.replaceChildren(...issues.map((one) => { const item = document.createElement("li"); item.className = one.code === "name_used" ? "advice" : "open"; item.textContent = one.said; return item; }));
    const excuse = row.querySelector(".excuse");
    excuse.hidden = !issues.some((one) => one.code === "name_missing") && !field(row.dataset.n, "excuse").value;
  }

  async function check(row) {
    const n = row.dataset.n;
    const text = field(n, "text").value;
    try {
      const answer = await post(form.dataset.check, { doan: row.dataset.key, "ban-dich": text });
      if (answer.ok && field(n, "text").value === text) says(row, (await answer.json()).issues);
    } catch { /* the next keystroke or the saving asks again */ }
  }

  async function save(row, read) {
    const n = row.dataset.n, own = held.get(n);
    clearTimeout(own.saving);
    if (own.busy) { own.again = true; own.read = own.read || read; return; }
    const text = field(n, "text").value, excuse = field(n, "excuse").value;
    if (!read && text === field(n, "had").value && excuse === field(n, "excused").value) return;
    const fields = { [`key-${n}`]: row.dataset.key, [`seen-${n}`]: field(n, "seen").value, [`edition-${n}`]: field(n, "edition").value, [`text-${n}`]: text, [`had-${n}`]: field(n, "had").value, [`excuse-${n}`]: excuse, [`excused-${n}`]: field(n, "excused").value, ...(read ? { read: n } : {}) };
    own.busy = true; own.again = false; own.read = false; tell(words.saving);
    try {
      const answer = await post(form.action, fields);
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json(), state = told.rows[row.dataset.key], against = told.refused[row.dataset.key];
      if (against) { tell(against, true); says(row, [{ code: "", said: against }]); own.dirty = false; return; }
      field(n, "had").value = text; field(n, "excused").value = excuse;
      own.dirty = field(n, "text").value !== text;
      if (state) {
        field(n, "edition").value = state.edition;
        const tag = row.querySelector("[data-state]");
        tag.textContent = state.said; tag.className = `tag ${state.tint}`;
        row.className = `card segment is-${state.state}`;
        row.querySelector("[data-read]").hidden = state.state !== "machine" && state.state !== "changed";
        if (!own.dirty) says(row, state.issues);
        if (state.state === "done") row.querySelector("del")?.closest(".changed")?.remove(), row.querySelector(".src .words.unseen")?.classList.remove("unseen");
      }
      document.getElementById("done").textContent = told.done;
      document.getElementById("progress").value = told.done;
      tell(`${words.saved} ${told.at}`);
    } catch {
      tell(words.offline, true);
      own.saving = setTimeout(() => save(row, read), AGAIN);
    } finally {
      own.busy = false;
      if (own.again) save(row, own.read);
    }
  }

  async function suggest(row) {
    const place = row.querySelector("[data-near]");
    try {
      const answer = await post(form.dataset.check, { doan: row.dataset.key, "ban-dich": field(row.dataset.n, "text").value, "goi-y": "1" });
      const near = (await answer.json()).near ?? [];
      place.replaceChildren(...near.map((one) => {
        const match = document.createElement("div"), percent = document.createElement("span"), text = document.createElement("span"), use = document.createElement("button");
        match.className = "match"; percent.className = `tag num${one.percent === 100 ? " ok" : ""}`; percent.textContent = `${one.percent} %`;
        text.className = "text"; text.lang = field(row.dataset.n, "text").lang; text.textContent = one.target; text.title = `${one.source} (${one.origin})`;
        use.type = "button"; use.className = "btn"; use.dataset.put = one.target; use.textContent = words.use;
        match.append(percent, text, use); return match;
      }));
      if (!near.length) { const none = document.createElement("p"); none.className = "small muted"; none.textContent = words.none; place.append(none); }
    } catch { tell(words.offline, true); }
  }

  for (const row of form.querySelectorAll(".segment")) {
    const n = row.dataset.n, area = field(n, "text");
    held.set(n, { dirty: false, busy: false, again: false, read: false, saving: null, checking: null });
    const typed = () => {
      const own = held.get(n);
      own.dirty = true;
      clearTimeout(own.checking); own.checking = setTimeout(() => check(row), CHECK);
      clearTimeout(own.saving); own.saving = setTimeout(() => save(row), SAVE);
    };
    area.addEventListener("input", typed);
    field(n, "excuse").addEventListener("input", typed);
    area.addEventListener("blur", () => save(row));
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      save(row, !row.querySelector("[data-read]").hidden);
      row.nextElementSibling?.querySelector("textarea:not([hidden])")?.focus();
    });
  }

  form.addEventListener("click", (event) => {
    const row = event.target.closest(".segment");
    if (!row) return;
    const area = field(row.dataset.n, "text");
    const put = event.target.closest("[data-put]"), mark = event.target.closest("[data-mark]");
    if (event.target.closest("[data-read]")) { event.preventDefault(); save(row, true); }
    if (event.target.closest("[data-suggest]")) { event.preventDefault(); suggest(row); }
    if (put) { area.value = put.dataset.put; area.dispatchEvent(new Event("input")); area.focus(); }
    if (mark) { area.setRangeText(mark.dataset.mark, area.selectionStart, area.selectionEnd, "end"); area.dispatchEvent(new Event("input")); area.focus(); }
  });
  document.getElementById("save-all")?.setAttribute("hidden", "");
  window.addEventListener("beforeunload", (event) => { if ([...held.values()].some((own) => own.dirty || own.busy)) event.preventDefault(); });
})();
