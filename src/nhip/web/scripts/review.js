// The review page: a value and its place light up together; keys for those who do it all day.
(() => {
  "use strict";
  const split = document.getElementById("split");
  const values = document.getElementById("values");
  const text = document.getElementById("text");
  const tabs = [...document.querySelectorAll(".groups [role=tab]")];
  const sections = new Map([...values.querySelectorAll("[data-section]")].map((one) => [one.dataset.section, one]));
  const narrow = matchMedia("(max-width: 860px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let group = "check";
  let chosen = null;
  let settled = false; // the first choice, on opening the page, must not scroll a phone

  const all = () => [...values.querySelectorAll(".value")];
  const order = new Map(all().map((one, place) => [one.id, place]));
  const shown = () => [...sections.get(group).querySelectorAll(".value")];

  // ---- groups -------------------------------------------------------------------------------------------------
  function show(name, keep) {
    group = name;
    for (const one of all().sort((a, b) => order.get(a.id) - order.get(b.id))) sections.get(one.dataset.of).append(one);
    if (name === "check") {
      const first = all().filter((one) => one.dataset.rank !== undefined).sort((a, b) => a.dataset.rank - b.dataset.rank);
      sections.get("check").append(...first);
      sections.get("check").querySelector(".empty").hidden = first.length > 0;
    }
    for (const [code, section] of sections) section.hidden = code !== name;
    for (const tab of tabs) {
      const on = tab.dataset.group === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      if (on) { values.setAttribute("aria-labelledby", tab.id); tab.scrollIntoView({ block: "nearest", inline: "nearest" }); }
    }
    if (!keep) { values.scrollTop = 0; choose(shown()[0] ?? null, false); }
  }
  for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.group));
  arrows(tabs);

  // ---- text or record, on a phone -----------------------------------------------------------------------------
  const sides = [...document.querySelectorAll(".review-tabs [role=tab]")];
  function side(name) {
    split.classList.toggle("show-text", name === "text");
    split.classList.toggle("show-record", name === "record");
    for (const tab of sides) {
      const on = tab.getAttribute("aria-controls") === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
  }
  for (const tab of sides) tab.addEventListener("click", () => { side(tab.getAttribute("aria-controls")); scrollTo(0, 0); });
  arrows(sides);
  side("record");

  function arrows(row) {
    for (const [place, tab] of row.entries()) {
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const other = row[(place + step + row.length) % row.length];
        other.click();
        other.focus();
      });
    }
  }

  // ---- choosing a value ---------------------------------------------------------------------------------------
  function into(element, box) {
    if (!element) return;
    const calm = still.matches || !settled ? "auto" : "smooth";
    if (narrow.matches) { element.scrollIntoView({ block: "start", behavior: "auto" }); return; }
    const inner = element.getBoundingClientRect(), outer = box.getBoundingClientRect();
    if (inner.top < outer.top + 60 || inner.bottom > outer.bottom - 40) {
      box.scrollTo({ top: box.scrollTop + inner.top - outer.top - outer.height / 3, behavior: calm });
    }
  }

  function light(anchor, part) {
    for (const one of text.querySelectorAll(".v.on")) one.classList.remove("on");
    const runs = [...text.querySelectorAll(".v")].filter((one) => one.dataset.v.split(" ").includes(anchor) && (!part || one.dataset.part === part));
    for (const one of runs) one.classList.add("on");
    return runs[0] ?? null;
  }

  function choose(value, focus = true, part = "") {
    chosen?.classList.remove("on");
    chosen = value;
    if (!value) { light("", ""); return; }
    value.classList.add("on");
    const place = light(value.id, part);
    if (!narrow.matches) into(place, text);
    if (settled || !narrow.matches) into(value, values);
    if (focus) value.focus({ preventScroll: true });
  }

  function move(step) {
    const row = shown();
    if (!row.length) return;
    const at = row.indexOf(chosen);
    choose(row[Math.min(Math.max(at + step, 0), row.length - 1)]);
  }

  values.addEventListener("click", (event) => {
    const value = event.target.closest(".value");
    if (!value || value.classList.contains("editing")) return;
    const shows = event.target.closest("[data-show]");
    if (shows) {
      event.preventDefault();
      if (narrow.matches) side("text");
      choose(value, false, shows.dataset.show === value.dataset.path ? "" : shows.dataset.show);
      const place = text.querySelector(".v.on");
      into(place, text);
      place?.focus({ preventScroll: true });
    } else if (!event.target.closest("a, button, input, textarea")) choose(value, false);
  });
  values.addEventListener("focusin", (event) => {
    const value = event.target.closest(".value");
    if (value && value !== chosen && !event.target.closest("[data-show]")) { chosen?.classList.remove("on"); chosen = value; value.classList.add("on"); light(value.id, ""); }
  });
  text.addEventListener("click", (event) => {
    const run = event.target.closest(".v");
    if (!run) return;
    event.preventDefault();
    const value = document.getElementById(run.dataset.v.split(" ")[0]);
    if (!value) return;
    if (value.closest("[data-section]").dataset.section !== group) show(value.dataset.of, true);
    if (narrow.matches) side("record");
    choose(value, true, run.dataset.part);
  });

  // ---- adding what was missed: the words selected in the text -------------------------------------------------
  let selected = "";
  const keepSelection = () => {
    const selection = getSelection();
    if (selection.rangeCount && text.contains(selection.anchorNode)) selected = selection.toString().trim();
  };
  document.addEventListener("selectionchange", keepSelection); // a click on the button takes the selection away
  document.addEventListener("click", (event) => {
    if (!event.target.closest('[data-open="add-dialog"]')) return;
    keepSelection(); // the event above may come later than a quick key
    const kind = document.getElementById("add-kind");
    const first = chosen?.dataset.path.split(".")[0];
    if ([...kind.options].some((one) => one.value === first)) kind.value = first;
    document.getElementById("add-words").value = selected;
  }, true); // before the dialog opens: its focus ends the selection

  // ---- keys ---------------------------------------------------------------------------------------------------
  const press = (key) => chosen?.querySelector(`[data-key="${key}"]`)?.click();
  let goOn = false;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("input, textarea, select")) {
      if (event.key === "Escape") { event.preventDefault(); press("escape"); }
      return;
    }
    const onControl = event.target.closest("a, button, summary");
    switch (event.key) {
      case "j": case "J": move(1); break;
      case "k": case "K": move(-1); break;
      case "e": case "E": press("e"); break;
      case "u": case "U": press("u"); break;
      case "x": case "X": press("x"); break;
      case "t": case "T": chosen?.querySelector('.tools [data-show=""]')?.click(); break;
      case "Enter":
        if (onControl) return;
        goOn = true;
        if (chosen?.querySelector('[data-key="enter"]')) press("enter"); else { goOn = false; move(1); }
        break;
      case "a": case "A": document.querySelector('[data-open="add-dialog"]')?.click(); break;
      case "?": document.getElementById("keys-dialog").showModal(); break;
      default: return;
    }
    event.preventDefault();
  });

  // ---- after a change ------------------------------------------------------------------------------------------
  document.addEventListener("htmx:afterSettle", (event) => {
    const fresh = event.target;
    if (!fresh.classList?.contains("value")) return; // a count or the live region beside it
    if (chosen && chosen.id !== fresh.id) return; // the person has gone on meanwhile
    const editing = fresh.classList.contains("editing");
    choose(fresh, !editing);
    if (editing) fresh.querySelector("textarea, input:not([type=hidden])")?.focus();
    if (goOn && !fresh.querySelector('[data-key="enter"]')) { goOn = false; move(1); }
  });
  document.addEventListener("htmx:responseError", (event) => {
    const note = event.detail.target?.querySelector(".bad");
    if (note) { note.textContent = event.detail.xhr.responseText; note.hidden = false; }
    else window.nhip.say(event.detail.xhr.responseText);
    goOn = false;
  });

  const wanted = location.hash.startsWith("#v-") ? document.getElementById(location.hash.slice(1)) : null;
  const hasDoubts = all().some((one) => one.dataset.rank !== undefined);
  show(wanted ? wanted.dataset.of : hasDoubts ? "check" : tabs[1]?.dataset.group ?? "check");
  settled = true;
  if (wanted) choose(wanted);
})();
