// Bringing files in: one request a file, two at a time, each with its own line of progress.
(() => {
  "use strict";
  const form = document.getElementById("drop");
  const list = document.getElementById("arrivals");
  const say = form.dataset;
  const waiting = [];
  let running = 0;

  form.querySelector(".plain-choice").hidden = true;
  form.querySelector("button[type=submit]").hidden = true;
  for (const button of form.querySelectorAll("[data-choose]")) {
    button.hidden = false;
    button.addEventListener("click", () => document.getElementById(button.dataset.choose).click());
  }
  for (const id of ["files", "folder"]) {
    const input = document.getElementById(id);
    input.addEventListener("change", () => { take([...input.files].map((file) => [file, file.webkitRelativePath || file.name])); input.value = ""; });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const type of ["dragenter", "dragover"]) form.addEventListener(type, (event) => { event.preventDefault(); form.classList.add("over"); });
  for (const type of ["dragleave", "drop"]) form.addEventListener(type, () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const found = [];
    for (const entry of entries) await walk(entry, found);
    take(found.length ? found : [...event.dataTransfer.files].map((file) => [file, file.name]));
  });

  async function walk(entry, found) {
    if (entry.isFile) {
      found.push([await new Promise((done, fail) => entry.file(done, fail)), entry.fullPath.replace(/^\//, "")]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail));
      if (!some.length) return;
      for (const inner of some) await walk(inner, found);
    }
  }

  function take(files) {
    if (!files.length) return;
    document.getElementById("arrivals-card").hidden = false;
    for (const [file, name] of files) {
      const line = document.createElement("li");
      const label = document.createElement("span");
      label.className = "file";
      label.textContent = name;
      const state = document.createElement("span");
      state.className = "tag wait";
      state.textContent = say.sending;
      const bar = document.createElement("progress");
      bar.max = 1; bar.value = 0;
      bar.setAttribute("aria-label", say.sending + " " + name);
      line.append(label, state, bar);
      list.prepend(line);
      if (file.size > Number(say.limit) * 1048576) { fail(line, say.tooLarge); continue; }
      waiting.push({ file, name, line, state, bar });
    }
    next();
  }

  function next() {
    while (running < 2 && waiting.length) send(waiting.shift());
  }

  function send(item) {
    running += 1;
    const data = new FormData();
    data.append("tep", item.file, item.name.replaceAll("/", " - "));
    const request = new XMLHttpRequest();
    request.open("POST", say.address);
    request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => { if (event.lengthComputable) item.bar.value = event.loaded / event.total; });
    request.upload.addEventListener("load", () => { item.bar.removeAttribute("value"); item.state.textContent = say.opening; });
    request.addEventListener("load", () => {
      if (request.status === 200) {
        const holder = document.createElement("template");
        holder.innerHTML = request.responseText;
        const lines = [...holder.content.children];
        item.line.replaceWith(...lines);
        for (const line of lines) window.htmx?.process(line);
      } else fail(item.line, request.status === 413 ? request.responseText : say.failed, item);
      finish();
    });
    request.addEventListener("error", () => { fail(item.line, say.failed, item); finish(); });
    request.send(data);
  }

  function finish() { running -= 1; next(); }

  function fail(line, text, item) {
    line.querySelector("progress")?.remove();
    line.querySelector(".tag").remove();
    const words = document.createElement("p");
    words.textContent = text;
    line.append(words);
    if (!item) return;
    const again = document.createElement("button");
    again.type = "button"; again.className = "btn"; again.textContent = say.again;
    again.addEventListener("click", () => { line.remove(); take([[item.file, item.name]]); });
    line.append(again);
  }
})();
