// The map by keyboard, and what the page beside it points at.
//
// The arrows pan and + - zoom (Leaflet's own); ] or n goes to the next place, [ or p to the one before, most mentioned
// first, each read out by a live region; Enter chooses it, Escape lets go. An element of the page with `data-place`
// lights its place up while the pointer or the focus is on it. `focus` of a payload moves the map to a place once.
(function (M) {
  "use strict";
  const state = M.state;
  const NEXT = new Set(["]", "n"]), BEFORE = new Set(["[", "p"]);

  M.keys = function (map) {
    state.live = M.element("div", "unseen");
    state.live.setAttribute("aria-live", "polite");
    document.body.append(state.live);
    map.getContainer().addEventListener("keydown", function (event) {
      if (event.target.closest("button, a") || event.ctrlKey || event.metaKey) return;
      if (M.penKey(event)) return;
      if (event.key === "Escape") {
        if (state.stepped) step(null);
        if (state.data && state.data.selected) M.choose(null);
      } else if (NEXT.has(event.key) || BEFORE.has(event.key)) {
        go(NEXT.has(event.key) ? 1 : -1);
        event.preventDefault();
      } else if (event.key === "Enter" && state.stepped) {
        M.pick(state.stepped);
        event.preventDefault();
      } else if (event.key !== "Tab") state.moved = true;
    });
    beside();
  };

  function everything() {
    const shapes = (state.group ? state.group.getLayers() : []).filter(function (layer) { return layer.mention && layer.mention.mentions; });
    return [...state.circles, ...shapes.map(function (layer) {
      return Object.assign(layer.mention, { at: layer.getBounds().getCenter() });
    })].sort(function (a, b) { return b.count - a.count; });
  }

  function go(way) {
    const all = everything();
    if (!all.length) return;
    const at = all.findIndex(function (m) { return state.stepped && m.id === state.stepped.id; });
    const next = all[at < 0 ? (way > 0 ? 0 : all.length - 1) : (at + way + all.length) % all.length];
    step(next);
    if (!state.map.getBounds().pad(-0.05).contains(next.at)) state.map.panTo(next.at, { animate: false });
    M.point(next, next.at);
    state.live.textContent = [next.title, ...M.facts(next), M.say("step", { at: all.indexOf(next) + 1, all: all.length })].join(". ");
  }

  function step(mention) {
    state.stepped = mention;
    state.canvas.draw();
    if (!mention) M.point(null);
  }

  function beside() {
    let page;
    try {
      page = window.parent.document;
    } catch (refused) {
      return; // A frame of another origin.
    }
    const light = function (event) {
      const held = event.target.closest && event.target.closest("[data-place]");
      const lit = held ? state.circles.find(function (c) { return c.id === held.dataset.place; }) || null : null;
      if (lit === (state.lit || null)) return;
      state.lit = lit;
      state.canvas.draw();
    };
    for (const sign of ["pointerover", "focusin"]) page.addEventListener(sign, light);
    window.addEventListener("pagehide", function () {
      for (const sign of ["pointerover", "focusin"]) page.removeEventListener(sign, light);
    });
  }

  // Move to where the page says, once for each wish, also when the frame is made anew.
  M.fly = function (focus) {
    const gone = function () { try { return sessionStorage.getItem("mention-map-focus"); } catch (refused) { return state.flown; } };
    if (!focus || String(focus.key) === gone()) return;
    state.flown = String(focus.key);
    try {
      sessionStorage.setItem("mention-map-focus", state.flown);
    } catch (refused) {
      // Without storage a frame that is made anew flies once more.
    }
    state.moved = true;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    state.map.flyTo(focus.at, Math.min(focus.zoom, state.map.getMaxZoom()), { animate: !still, duration: 0.6 });
    state.live.textContent = focus.title;
  };
})(window.MentionMap);
