// A report being written: every field saves itself; what could not be saved stays on this device and is sent again.
(() => {
  "use strict";
  const WAIT = 1200;
  const words = { saving: "Đang lưu…", saved: "Đã lưu lúc", merged: "Đã ghép với phần người khác vừa sửa, lưu lúc", offline: "Chưa gửi được, đang giữ trên máy này", held: "Có người cùng sửa chỗ này", late: "Số liệu vừa được người khác sửa" };
  const key = (field) => `nhip-report:${field.dataset.paragraph}`;
  const tell = (field, text, bad) => {
    const part = field.closest("form").dataset.part;
    const place = document.querySelector(`[data-saved="${part}"]`);
    if (place) { place.textContent = text; place.classList.toggle("bad", Boolean(bad)); }
  };
  const post = (url, fields) => fetch(url, { method: "POST", headers: { "X-CSRFToken": window.nhip.token(), "Accept": "application/json" }, body: new URLSearchParams(fields), keepalive: true, credentials: "same-origin" });

  const savers = new WeakMap();
  function saver(field) {
    let timer = null, busy = false, again = false;
    async function send(settles) {
      clearTimeout(timer);
      if (busy) { again = true; return; }
      const text = field.value, edition = field.dataset.edition;
      busy = true; again = false; tell(field, words.saving);
      try {
        const answer = await post(field.dataset.paragraph, { text, edition, ...(settles ? { settles } : {}) });
        const held = await answer.json();
        if (held.outcome === "refused") { tell(field, held.said, true); return; }
        if (held.outcome === "held") { tell(field, words.held, true); localStorage.removeItem(key(field)); window.location.reload(); return; }
        if (field.value === text) {
          field.value = held.text; field.dataset.edition = held.edition;
          document.querySelector(`[name="${field.name}-edition"]`).value = held.edition;
          localStorage.removeItem(key(field));
        } else {
          // typed on meanwhile: the next save grows from the same edition as this one did, so the server joins both
          again = true;
          if (held.text === text) { field.dataset.edition = held.edition; }
        }
        tell(field, `${held.outcome === "merged" ? words.merged : words.saved} ${held.at}`);
        if (settles) window.location.reload();
      } catch {
        localStorage.setItem(key(field), JSON.stringify({ text: field.value, edition }));
        tell(field, words.offline, true);
        timer = setTimeout(send, 5000);
      } finally {
        busy = false;
        if (again) timer = setTimeout(send, WAIT);
      }
    }
    return { send, later: () => { clearTimeout(timer); localStorage.setItem(key(field), JSON.stringify({ text: field.value, edition: field.dataset.edition })); timer = setTimeout(send, WAIT); } };
  }

  for (const field of document.querySelectorAll("[data-paragraph]")) {
    const own = saver(field); savers.set(field, own);
    const kept = localStorage.getItem(key(field));
    if (kept) {
      const held = JSON.parse(kept);
      if (held.text !== field.value) { field.value = held.text; field.dataset.edition = held.edition; own.send(); } else { localStorage.removeItem(key(field)); }
    }
    field.addEventListener("input", own.later);
    field.addEventListener("blur", () => { if (localStorage.getItem(key(field))) own.send(); });
  }
  window.addEventListener("online", () => { for (const field of document.querySelectorAll("[data-paragraph]")) if (localStorage.getItem(key(field))) savers.get(field).send(); });
  window.addEventListener("pagehide", () => { for (const field of document.querySelectorAll("[data-paragraph]")) if (localStorage.getItem(key(field))) savers.get(field).send(); });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-settle], [data-take]");
    if (!button) return;
    const field = button.closest("form").querySelector("[data-paragraph]");
    if (button.dataset.take) field.value = button.closest(".clash").querySelector(".typed").textContent;
    savers.get(field).send(button.dataset.settle || button.dataset.take);
  });

  async function sendFigure(field) {
    const id = field.id, form = field.form;
    const value = (name) => form.elements[`${id}${name}`];
    const nil = value("-nil").checked;
    field.disabled = nil;
    if (nil) field.value = "";
    tell(field, words.saving);
    try {
      const answer = await post(field.dataset.figure, { [id]: field.value, [`${id}-nil`]: nil ? "1" : "", [`${id}-edition`]: value("-edition").value, [`${id}-why`]: value("-why").value });
      const held = await answer.json();
      if (held.outcome === "refused") { tell(field, held.said, true); return; }
      value("-edition").value = held.edition;
      if (held.outcome === "held") { field.value = held.value; tell(field, words.late, true); } else { tell(field, `${words.saved} ${held.at}`); }
      document.querySelector(`[data-why="${id.slice(1)}"]`).hidden = false;
    } catch {
      tell(field, words.offline, true);
      setTimeout(() => sendFigure(field), 5000);
    }
  }
  document.addEventListener("change", (event) => {
    const name = event.target.name ?? "";
    const found = /^(f\d+)(-nil|-why)?$/.exec(name);
    if (found) sendFigure(document.getElementById(found[1]));
  });
})();
