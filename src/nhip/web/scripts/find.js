// Titles that go on as somebody types, in the browser's own list. Without this script the search works all the same.
(() => {
  "use strict";
  const WAIT = 160; // milliseconds of rest before asking
  for (const field of document.querySelectorAll("input[data-suggest]")) {
    const list = field.list;
    let timer = 0, asked = "", going = null;
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const words = field.value.trim();
        if (words.length < 2 || words === asked) return;
        asked = words;
        if (going) going.abort();
        going = new AbortController();
        try {
          const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: going.signal });
          if (!answer.ok) return;
          const { titles } = await answer.json();
          list.replaceChildren(...titles.map((title) => Object.assign(document.createElement("option"), { value: title })));
        } catch { /* no line, or asked anew: the search itself needs none of this */ }
      }, WAIT);
    });
  }
})();
