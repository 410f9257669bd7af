// Scenes all around and models: the viewer is fetched when somebody asks for it. Without this script the links stay links.
(() => {
  "use strict";
  const script = (src, module) => new Promise((done, failed) => {
    const one = document.createElement("script");
    one.src = src;
    if (module) one.type = "module";
    one.addEventListener("load", done);
    one.addEventListener("error", failed);
    document.head.append(one);
  });
  const style = (href) => {
    const one = document.createElement("link");
    one.rel = "stylesheet";
    one.href = href;
    document.head.append(one);
  };
  const viewer = (link, label) => {
    const box = document.createElement("div");
    box.className = "viewer";
    box.tabIndex = 0;
    box.setAttribute("role", "application");
    box.setAttribute("aria-label", label);
    link.replaceWith(box);
    box.focus({ preventScroll: true });
    return box;
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const begin = {
    async scene(figure, link) {
      style(figure.dataset.style);
      await script(figure.dataset.script);
      const image = link.querySelector("img");
      const box = viewer(link, image ? image.alt : link.textContent);
      const inner = document.createElement("div");
      box.append(inner);
      window.pannellum.viewer(inner, {
        type: "equirectangular", panorama: figure.dataset.scene, autoLoad: true, showControls: true, compass: false,
        keyboardZoom: true, mouseZoom: "fullscreenonly", autoRotate: 0, hfov: calm ? 90 : 100,
      });
    },
    async model(figure, link) {
      const { show } = await import(figure.dataset.script);
      const answer = await fetch(figure.dataset.model);
      if (!answer.ok) throw new Error(String(answer.status));
      show(viewer(link, figure.dataset.name), await answer.arrayBuffer());
    },
  };
  for (const kind of ["scene", "model"]) {
    for (const figure of document.querySelectorAll(`figure.${kind}`)) {
      const link = figure.querySelector("a");
      if (!link) continue;
      link.addEventListener("click", (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        begin[kind](figure, link).catch(() => { location.href = link.href; });
      });
    }
  }
})();
