// Scenes all around and models: the viewer is fetched when somebody asks for it. Without this script the links stay links.
(() => {
  "use strict";
  if (!document.createElement("canvas").getContext("webgl")) return;  // the links open the picture or the file
  const added = (name, told) => new Promise((done, failed) => {
    const one = Object.assign(document.createElement(name), told);
    one.addEventListener("load", done);
    one.addEventListener("error", failed);
    document.head.append(one);
  });
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

  // A place to look in: the keys go to `inner`; `leave` gives back the link that it stands for.
  const viewer = (figure, link, label) => {
    const box = document.createElement("div"), inner = document.createElement("div"), close = document.createElement("button");
    const made = { inner, leave(focused) {
      if (!box.isConnected) return;
      if (made.stop) made.stop();
      box.replaceWith(link);
      if (focused) link.focus({ preventScroll: true });
    } };
    box.className = "viewer";
    inner.className = "inside";
    inner.tabIndex = 0;
    inner.setAttribute("role", "application");
    inner.setAttribute("aria-label", label);
    close.type = "button";
    close.textContent = figure.dataset.close;
    close.addEventListener("click", () => made.leave(true));
    box.addEventListener("keydown", (event) => { if (event.key === "Escape" && !document.fullscreenElement) made.leave(true); });
    box.append(inner, close);
    link.replaceWith(box);
    inner.focus({ preventScroll: true });
    return made;
  };
  const begin = {
    async scene(figure, link) {
      await Promise.all([
        added("link", { rel: "stylesheet", href: figure.dataset.style }), window.pannellum || added("script", { src: figure.dataset.script }),
      ]);
      const image = link.querySelector("img"), made = viewer(figure, link, image ? image.alt : link.textContent);
      const seen = window.pannellum.viewer(made.inner, {
        type: "equirectangular", panorama: figure.dataset.scene, autoLoad: true, showControls: true, compass: false,
        keyboardZoom: true, mouseZoom: "fullscreenonly", autoRotate: 0, hfov: calm ? 90 : 100,
        strings: { loadingLabel: figure.dataset.loading },
      });
      made.stop = () => seen.destroy();
      seen.on("error", () => { made.leave(false); location.href = link.href; });
    },
    async model(figure, link) {
      const { show } = await import(figure.dataset.script);
      const answer = await fetch(figure.dataset.model);
      if (!answer.ok) throw new Error(String(answer.status));
      const held = await answer.arrayBuffer(), made = viewer(figure, link, figure.dataset.name);
      try {
        made.stop = show(made.inner, held);
      } catch (fault) {
        made.leave(true);
        throw fault;
      }
    },
  };
  for (const kind of ["scene", "model"]) {
    for (const figure of document.querySelectorAll(`figure.${kind}`)) {
      const link = figure.querySelector("a");
      if (!link) continue;
      let coming = false;
      link.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        if (coming) return;
        coming = true;
        begin[kind](figure, link).catch(() => { location.href = link.href; }).finally(() => { coming = false; });
      });
    }
  }
})();
