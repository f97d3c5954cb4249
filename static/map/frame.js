// The frame: its name, panes, view, controls, and whether it is light or dark.
(function (M) {
  "use strict";
  const state = M.state;
  const PANES = [["tiles", 205], ["land", 210], ["towns", 300], ["overlays", 410], ["mentions", 420], ["circles", 425], ["names", 430], ["drawn", 440]];
  const LIVELY = new Set(["mentions"]); // panes whose shapes the pointer meets

  // The style sheets are asked for last, and are not waited for: without them the frame has no size, and all that is
  // drawn would have to be drawn again.
  M.start = function (map, options) {
    const late = [...document.querySelectorAll('link[rel="stylesheet"]')].filter(function (link) { return !link.sheet; });
    if (!late.length) return make(map, options);
    let awaited = late.length;
    const come = function () {
      awaited -= 1;
      if (awaited) return;
      make(map, options);
      const paint = state.early;
      state.early = null;
      paint();
    };
    state.early = function () {};
    for (const sheet of late) for (const sign of ["load", "error"]) sheet.addEventListener(sign, come, { once: true });
  };

  function make(map, options) {
    map.invalidateSize(false);
    document.documentElement.lang = options.language;
    document.documentElement.dataset.rtl = String(Boolean(options.rtl));
    state.words = options.words;
    state.locale = options.language === "ar" ? "ar-u-nu-latn" : options.language;
    state.plural = new Intl.PluralRules(options.language);
    state.map = map;
    state.ownZoom = map.getMaxZoom();
    name(map, M.say("frame"));
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(M.escaped(M.say("disclaimer")));
    M.theme(isDark(getComputedStyle(document.body).backgroundColor) ? "dark" : "light");
    listen(map);
    for (const [id, z] of PANES) {
      const made = map.createPane(id);
      made.style.zIndex = z;
      if (!LIVELY.has(id)) made.style.pointerEvents = "none";
    }
    map.getPane("names").classList.add("leaflet-zoom-hide");
    map.setMaxBounds([[25.5, 21], [44.5, 57]]);
    const at = asked() || options.view;
    const begin = function () {
      if (!at) return M.goHome();
      const [lat, lon, zoom] = at;
      map.setView([lat, lon], zoom, { animate: false });
      // Leaflet moves the centre to whole pixels: until the reader moves the map, its link says what it said.
      state.linked = [view(map), lat.toFixed(3) + "," + lon.toFixed(3) + "," + zoom];
      return writeView(map);
    };
    begin(); // before the land, which would be drawn again at another zoom
    M.circles(map);
    state.tip = L.tooltip({ className: "tip", direction: "top", opacity: 1 });
    M.land(map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    controls(map);
    M.tools(map);
    state.tools.hidden = !options.areas;
    M.legendControl();
    M.keys(map);
    paper(map);
    map.on("zoomend moveend resize", function () { M.labels(); });
    map.on("moveend", function () { writeView(map); });
    map.on("resize", function () { if (!state.moved) begin(); });
    for (const sign of ["pointerdown", "wheel"]) {
      map.getContainer().addEventListener(sign, function (event) {
        if (!event.target.closest(".views")) state.moved = true; // the whole country, and the whole screen for it
      }, { passive: true });
    }
    document.fonts.addEventListener("loadingdone", function () { state.widths.clear(); M.labels(); });
  }

  function listen(map) {
    window.addEventListener("message", function (event) {
      if (event.source !== window.parent || !event.data || event.data.type !== "streamlit:render") return;
      const given = event.data.theme;
      if (given && given.backgroundColor) M.theme(isDark(given.backgroundColor) ? "dark" : "light");
      // A rerun may have written the address, and Streamlit does not know the view.
      writeView(map);
      setTimeout(function () { writeView(map); }, 300);
    });
  }

  function name(map, text) {
    map.getContainer().setAttribute("role", "region");
    map.getContainer().setAttribute("aria-label", text);
    try {
      if (window.frameElement) window.frameElement.title = text;
    } catch (refused) {
      // A frame of another origin: its own title stays.
    }
  }

  // Leaflet's attribution is HTML.
  M.escaped = function (text) {
    return M.element("i", "", text).innerHTML;
  };

  // ---- the view, also in the page's address ----------------------------------------------------------------

  // At once: where a flight was still on when the screen was filled, its end would undo the new size.
  M.goHome = function () {
    const beside = state.map.getSize().x < M.NARROW ? 46 : 6; // where it is narrow the buttons would cover the coast
    state.map.fitBounds(M.SYRIA, { paddingTopLeft: [beside, 6], paddingBottomRight: [6, 6], animate: false });
    state.home = view(state.map);
    state.moved = false;
    writeView(state.map); // what the move has written was not home yet
  };

  function view(map) {
    const c = map.getCenter();
    return c.lat.toFixed(3) + "," + c.lng.toFixed(3) + "," + map.getZoom().toFixed(2).replace(/\.?0+$/, "");
  }

  // A frame that is made anew (another language) looks where the one before it looked.
  function asked() {
    try {
      const at = (new URL(window.parent.location.href).searchParams.get("view") || "").split(",").map(Number);
      return at.length === 3 && at.every(Number.isFinite) && Math.abs(at[0]) < 90 && Math.abs(at[1]) < 180 ? at : null;
    } catch (refused) {
      return null;
    }
  }

  // The view belongs in the link, but a pan must not cost a rerun: the address is rewritten in place.
  function writeView(map) {
    try {
      const url = new URL(window.parent.location.href);
      const now = state.linked && state.linked[0] === view(map) ? state.linked[1] : view(map);
      if (now === state.home) url.searchParams.delete("view");
      else url.searchParams.set("view", now);
      const text = url.href.replace(/%2C/g, ",");
      if (text !== window.parent.location.href) {
        window.parent.history.replaceState(window.parent.history.state, "", text);
      }
    } catch (refused) {
      // A frame of another origin: the link is without the view, the map works.
    }
  }

  // ---- controls --------------------------------------------------------------------------------------------

  function controls(map) {
    const zoom = map.zoomControl;
    for (const [button, key] of [[zoom._zoomInButton, "zoom_in"], [zoom._zoomOutButton, "zoom_out"]]) {
      button.title = M.say(key);
      button.setAttribute("aria-label", button.title);
    }
    const home = M.button("home", M.say("home"), "M1.5 7.5 8 2l6.5 5.5M3.5 6.5V14h3.5v-4h2v4h3.5V6.5", M.goHome);
    const buttons = [home];
    if (document.fullscreenEnabled) {
      buttons.push(M.button("full", M.say("full_screen"), "M1.5 6V1.5H6M10 1.5h4.5V6M14.5 10v4.5H10M6 14.5H1.5V10", function () {
        if (document.fullscreenElement) document.exitFullscreen();
        else document.documentElement.requestFullscreen();
      }));
      document.addEventListener("fullscreenchange", function () { map.invalidateSize(false); });
    }
    M.control("topleft", M.bar("views", buttons));
  }

  // ---- on paper --------------------------------------------------------------------------------------------

  // A print has no time to draw the map anew for its sheet: the box around it keeps its size, for the style to make it
  // fit, or the south of the country would be cut off.
  function paper(map) {
    window.addEventListener("beforeprint", function () {
      let box = map.getContainer().parentElement;
      try {
        box = window.frameElement || box;
      } catch (refused) {
        // A frame of another origin: it is printed as its page likes.
      }
      box.style.setProperty("--wide", box.offsetWidth + "px");
      box.style.setProperty("--high", box.offsetHeight + "px");
      box.style.setProperty("--fit", Math.min(1, M.SHEET / box.offsetWidth));
    });
  }

  // ---- light and dark --------------------------------------------------------------------------------------

  function isDark(color) {
    const probe = document.createElement("span");
    probe.style.color = color;
    document.body.appendChild(probe);
    const parts = getComputedStyle(probe).color.match(/[\d.]+/g) || [];
    probe.remove();
    if (parts.length > 3 && Number(parts[3]) === 0) return false;
    return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
  }

  M.theme = function (which) {
    if (state.theme === which) return;
    state.theme = which;
    state.palette = M.PALETTES[which];
    document.documentElement.dataset.theme = which;
    for (const [layer, style] of state.themed) layer.setStyle(style(state.palette));
    if (state.data) M.redraw();
  };
})(window.MentionMap);
