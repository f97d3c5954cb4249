// The map in the browser: the basemap, its labels, the mentions of one filter, the click that chooses a place.
//
// Python sends ids, numbers and place names only (views/mention_map.py). Every text is set with textContent.
// `MentionMap.start(map, options)` runs once, when the frame is made; `MentionMap.paint(map, group, data)` at
// each filter, in the layer group that streamlit-folium takes away and adds again.
(function () {
  "use strict";

  const PALETTES = {
    light: {
      sea: "#dde5ea", land: "#ecebe6", syria: "#fbfaf7", line: "#c9c6bd", border: "#8d897f", water: "#b9cbd6",
      town: "#8f8b82", mark: "#b5432a", tint: "#c65a3f", ink: "#2b2622", away: "#77726a", hatch: "#8d897f", river: "#2f6f9f",
    },
    dark: {
      sea: "#1a2026", land: "#26282a", syria: "#313334", line: "#4a4c4c", border: "#85837c", water: "#2c3d49",
      town: "#8b8880", mark: "#e07a5c", tint: "#d96a4a", ink: "#f3efe8", away: "#a29d94", hatch: "#85837c", river: "#6fb0dc",
    },
  };
  const LARGEST = 24; // px: radius of the most mentioned place
  const SMALLEST = 3.5; // px: below it a circle could not be hit
  const TOWNS_FROM = 8; // zoom
  const NAMED = 60; // places that may get a label: the most mentioned ones in sight
  const AVOIDED = 400; // circles that labels keep clear of: the largest ones in sight
  const EXACT = 0, PARTLY_NEAR = 1, NEAR = 2; // what a place's mentions say: all it, some near it, all near it
  const SYRIA = [[32.3, 35.6], [37.35, 42.4]];
  const state = { palette: PALETTES.light, themed: [], data: null, group: null, widths: new Map(), home: null, circles: [] };

  // ---- the frame -------------------------------------------------------------------------------------------

  function start(map, options) {
    document.documentElement.lang = "en";
    name(map, "Map of Syria with the places that the articles mention. The same places stand in the list beside it.");
    map.attributionControl.setPrefix(false);
    map.attributionControl.addAttribution(
      "Boundaries: Natural Earth (de facto; the Golan Heights hatched). Names and lines do not imply endorsement. Places: GeoNames"
    );
    state.map = map;
    theme(readTheme());
    window.addEventListener("message", function (event) {
      if (event.source !== window.parent || !event.data || event.data.type !== "streamlit:render") return;
      const given = event.data.theme;
      if (given && given.backgroundColor) theme(isDark(given.backgroundColor) ? "dark" : "light");
      // A rerun may have written the address, and Streamlit does not know the view.
      writeView(map);
      setTimeout(function () { writeView(map); }, 300);
    });
    pane(map, "land", 210);
    pane(map, "towns", 300);
    pane(map, "mentions", 420);
    pane(map, "circles", 425);
    pane(map, "names", 430).classList.add("leaflet-zoom-hide");
    state.canvas = new Circles({ pane: "circles", padding: 0.4 }).addTo(map);
    pointing(map);
    state.tip = L.tooltip({ className: "tip", direction: "top", opacity: 1 });
    basemap(map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    homeButton(map);
    state.legend = legendControl().addTo(map);
    map.setMaxBounds([[25.5, 21], [44.5, 57]]);
    const begin = function () {
      if (!options.view) return goHome(map, false);
      const [lat, lon, zoom] = options.view;
      map.setView([lat, lon], zoom, { animate: false });
      // Leaflet moves the centre to whole pixels: until the reader moves the map, its link says what it said.
      state.linked = [view(map), lat.toFixed(3) + "," + lon.toFixed(3) + "," + zoom];
      return writeView(map);
    };
    begin();
    map.on("zoomend moveend resize", function () { labels(); });
    map.on("moveend", function () { writeView(map); });
    map.on("resize", function () { if (!state.moved) begin(); });
    for (const sign of ["pointerdown", "wheel"]) {
      map.getContainer().addEventListener(sign, function () { state.moved = true; }, { passive: true });
    }
    map.getContainer().addEventListener("keydown", function (event) {
      if (event.key === "Escape" && state.data && state.data.selected) choose(null);
      else if (event.key !== "Tab") state.moved = true;
    });
    // The frame may be measured before its style sheets are there.
    for (const sheet of document.querySelectorAll('link[rel="stylesheet"]')) {
      sheet.addEventListener("load", function () {
        map.invalidateSize(false);
        if (!state.moved) begin();
        state.widths.clear();
        labels();
      });
    }
    if (document.fonts) document.fonts.ready.then(function () { state.widths.clear(); labels(); });
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

  function pane(map, id, z) {
    const made = map.createPane(id);
    made.style.zIndex = z;
    if (id !== "mentions") made.style.pointerEvents = "none";
    return made;
  }

  function goHome(map, animate) {
    map.fitBounds(SYRIA, { padding: [6, 6], animate: animate });
    state.home = view(map);
    state.moved = false;
  }

  function view(map) {
    const c = map.getCenter();
    return c.lat.toFixed(3) + "," + c.lng.toFixed(3) + "," + map.getZoom().toFixed(2).replace(/\.?0+$/, "");
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

  function homeButton(map) {
    const control = L.control({ position: "topleft" });
    control.onAdd = function () {
      const box = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("a", "home", box);
      button.href = "#";
      button.title = "Show all of Syria";
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", button.title);
      button.innerHTML = '<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path d="M1.5 6V1.5H6M10 1.5h4.5V6M14.5 10v4.5H10M6 14.5H1.5V10" fill="none" stroke="currentColor" stroke-width="1.6"/></svg>';
      L.DomEvent.on(button, "click", function (event) { L.DomEvent.stop(event); goHome(map, true); });
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    control.addTo(map);
  }

  // ---- light and dark --------------------------------------------------------------------------------------

  function readTheme() {
    return isDark(getComputedStyle(document.body).backgroundColor) ? "dark" : "light";
  }

  function isDark(color) {
    const probe = document.createElement("span");
    probe.style.color = color;
    document.body.appendChild(probe);
    const parts = getComputedStyle(probe).color.match(/[\d.]+/g) || [];
    probe.remove();
    if (parts.length > 3 && Number(parts[3]) === 0) return false;
    return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2] < 128;
  }

  function theme(which) {
    if (state.theme === which) return;
    state.theme = which;
    state.palette = PALETTES[which];
    document.documentElement.dataset.theme = which;
    for (const [layer, style] of state.themed) layer.setStyle(style(state.palette));
    if (state.data) redraw();
  }

  function themed(layer, style) {
    layer.setStyle(style(state.palette));
    state.themed.push([layer, style]);
    return layer;
  }

  // ---- the basemap -----------------------------------------------------------------------------------------

  function basemap(map) {
    const base = window.SYRIA_BASEMAP;
    const own = window.SYRIA_GAZETTEER;
    const canvas = L.canvas({ pane: "land", padding: 0.6 });
    const still = { renderer: canvas, pane: "land", interactive: false, smoothFactor: 0.6 };
    const add = function (layer, style) { themed(layer, style).addTo(map); };
    for (const rings of base.land) {
      add(L.polygon(rings, still), function (p) { return { stroke: true, color: p.line, weight: 0.8, fillColor: p.land, fillOpacity: 1 }; });
    }
    const whole = base.governorates.map(function (g) { return g.rings; });
    for (const rings of whole) {
      add(L.polygon(rings, still), function (p) { return { color: p.border, weight: 2.4, fillColor: p.syria, fillOpacity: 1 }; });
    }
    add(L.polygon(base.golan, still), function (p) { return { color: p.border, weight: 1.2, dashArray: "3 3", fillColor: p.syria, fillOpacity: 0.55 }; });
    add(L.polyline(hatching(base.golan[0][0], 0.028), still), function (p) { return { color: p.hatch, weight: 0.7, opacity: 0.7 }; });
    for (const rings of whole) {
      add(L.polygon(rings, still), function (p) { return { color: p.line, weight: 0.7, fillColor: p.syria, fillOpacity: 1 }; });
    }
    for (const ring of base.lakes) {
      add(L.polygon(ring, still), function (p) { return { stroke: false, fillColor: p.water, fillOpacity: 1 }; });
    }
    for (const water of own.water) {
      if (water.shape === "line") add(L.polyline(water.points, still), function (p) { return { color: p.water, weight: 1.4, opacity: 1, lineCap: "round" }; });
      else add(L.polygon(water.points, still), function (p) { return { stroke: false, fillColor: p.water, fillOpacity: 1 }; });
    }
    const dots = L.layerGroup();
    const dotted = L.canvas({ pane: "towns", padding: 0.4 });
    for (const [, lat, lon] of own.towns) {
      themed(
        L.circleMarker([lat, lon], { renderer: dotted, pane: "towns", interactive: false, radius: 1.8, stroke: false, fillOpacity: 1 }),
        function (p) { return { fillColor: p.town }; }
      ).addTo(dots);
    }
    const show = function () {
      if (map.getZoom() >= TOWNS_FROM) dots.addTo(map);
      else dots.remove();
    };
    map.on("zoomend", show);
    show();
  }

  // Slanting lines that fill a polygon without holes: [lat, lon] pairs, `step` degrees apart.
  function hatching(ring, step) {
    const lines = [];
    const key = function (p) { return p[0] - p[1]; };
    const keys = ring.map(key);
    for (let c = Math.ceil(Math.min.apply(null, keys) / step) * step; c < Math.max.apply(null, keys); c += step) {
      const cuts = [];
      ring.forEach(function (a, i) {
        const b = ring[(i + 1) % ring.length];
        const ka = key(a) - c, kb = key(b) - c;
        if (ka * kb < 0) {
          const t = ka / (ka - kb);
          cuts.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
        }
      });
      cuts.sort(function (a, b) { return a[1] - b[1]; });
      for (let i = 0; i + 1 < cuts.length; i += 2) lines.push([cuts[i], cuts[i + 1]]);
    }
    return lines;
  }

  // ---- the mentions ----------------------------------------------------------------------------------------

  // `data`: {selected, points: [[id, title, lat, lon, mentions, articles, near, abroad]], governorates:
  // [[id, title, mentions, articles]], lines: [[id, title, mentions, articles, [[lat, lon], ...], river]], areas: the
  // same without `river`}
  function paint(map, group, data) {
    state.data = data;
    map.addLayer(group); // so that its shapes have a canvas to be drawn on
    state.group = group;
    redraw();
    requestAnimationFrame(function () { document.documentElement.dataset.painted = String(Date.now()); });
  }

  function radius(count) {
    return Math.max(SMALLEST, LARGEST * Math.sqrt(count / state.most));
  }

  function redraw() {
    const data = state.data, group = state.group, p = state.palette;
    group.clearLayers();
    if (!state.svg) state.svg = L.svg({ pane: "mentions", padding: 0.6 });
    state.tip.remove();
    state.most = data.points.reduce(function (most, row) { return Math.max(most, row[4]); }, 10);
    const tinted = Math.max(1, ...data.governorates.map(function (row) { return row[2]; }));
    const common = { renderer: state.svg, pane: "mentions", bubblingMouseEvents: false };
    const rings = new Map(window.SYRIA_BASEMAP.governorates.map(function (g) { return [g.id, g.rings]; }));
    const chosen = function (id) { return id === data.selected; };
    const put = function (layer, id, title, mentions, articles) {
      layer.mention = { id: id, title: title, mentions: mentions, articles: articles };
      layer.on("click", function (event) { pick(circleAt(event.layerPoint) || layer.mention); });
      layer.on("mouseover mousemove", function (event) { point(circleAt(event.layerPoint) || layer.mention, event.latlng); });
      layer.on("mouseout", function () { point(null); });
      group.addLayer(layer);
    };
    for (const [id, title, mentions, articles] of data.governorates) {
      if (!rings.has(id)) continue;
      put(L.polygon(rings.get(id), Object.assign({
        className: "governorate", color: chosen(id) ? p.ink : p.tint, weight: chosen(id) ? 2.5 : 0.8, opacity: chosen(id) ? 1 : 0.45,
        fillColor: p.tint, fillOpacity: 0.1 + 0.3 * Math.sqrt(mentions / tinted),
      }, common)), id, title, mentions, articles);
    }
    for (const [id, title, mentions, articles, points] of data.areas) {
      put(L.polygon(points, Object.assign({
        className: "area", color: chosen(id) ? p.ink : p.mark, weight: chosen(id) ? 2.5 : 1.4, dashArray: "2 4",
        fillColor: "url(#hatched)", fillOpacity: 1,
      }, common)), id, title, mentions, articles);
    }
    for (const [id, title, mentions, articles, points, river] of data.lines) {
      const width = Math.min(8, 1.8 + 0.7 * Math.sqrt(mentions));
      group.addLayer(L.polyline(points, Object.assign({ interactive: false, color: p.syria, weight: width + 2.5, opacity: 0.9 }, common)));
      put(L.polyline(points, Object.assign({
        className: "line", color: chosen(id) ? p.ink : river ? p.river : p.mark, weight: width, opacity: 0.75, lineJoin: "round",
      }, common)), id, title, mentions, articles);
    }
    for (const layer of group.getLayers()) if (layer.mention && chosen(layer.mention.id)) layer.bringToFront();
    state.circles = data.points.map(function ([id, title, lat, lon, mentions, articles, near, abroad]) {
      return { id: id, title: title, mentions: mentions, articles: articles, near: near, abroad: abroad, r: radius(mentions), at: L.latLng(lat, lon), chosen: chosen(id) };
    }).sort(function (a, b) { return b.mentions - a.mentions; });
    state.canvas.draw();
    pattern();
    legend();
    labels();
  }

  // All circles in one pass on one canvas: a layer for each would take longer than the whole filter.
  const Circles = L.Canvas.extend({
    // Leaflet calls this when the map has come to rest at another view.
    _updatePaths: function () { this.draw(); },
    draw: function () {
      const map = this._map, ctx = this._ctx, p = state.palette;
      if (!map || !ctx) return;
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, this._container.width, this._container.height);
      ctx.restore();
      const sight = this._bounds.pad(0.02);
      const put = function (c) {
        c.p = map.latLngToLayerPoint(c.at);
        if (!sight.contains(c.p)) return;
        const color = c.abroad ? p.away : p.mark, near = c.near === NEAR;
        ctx.beginPath();
        ctx.arc(c.p.x, c.p.y, c.r, 0, 2 * Math.PI);
        ctx.globalAlpha = c.chosen || c === state.over ? 0.95 : near ? 0.16 : 0.72;
        ctx.fillStyle = color;
        ctx.fill();
        ctx.globalAlpha = 1;
        ctx.setLineDash(near ? [3, 3] : []);
        ctx.lineWidth = c.chosen ? 3 : near ? 1.8 : 1;
        ctx.strokeStyle = c.chosen || !near ? p.ink : color;
        ctx.stroke();
        if (c.near !== PARTLY_NEAR) return;
        ctx.beginPath();
        ctx.arc(c.p.x, c.p.y, c.r + 4, 0, 2 * Math.PI);
        ctx.setLineDash([3, 3]);
        ctx.lineWidth = 1.3;
        ctx.strokeStyle = color;
        ctx.stroke();
      };
      for (const c of state.circles) if (!c.chosen) put(c);
      for (const c of state.circles) if (c.chosen) put(c);
    },
  });

  // The circle under a point of the map's panes: the chosen one, else the smallest, as they lie over each other.
  function circleAt(p) {
    let found = null;
    for (const c of p ? state.circles : []) {
      const dx = c.p.x - p.x, dy = c.p.y - p.y, reach = c.r + 2;
      if (dx * dx + dy * dy <= reach * reach && !(found && found.chosen)) found = c;
    }
    return found;
  }

  // The canvas lets the pointer through, or shapes below it could not be reached: circles are found by their place.
  function pointing(map) {
    map.on("click", function (event) {
      const c = circleAt(event.layerPoint);
      if (c) pick(c);
    });
    map.on("mousemove", function (event) { point(circleAt(event.layerPoint)); });
    map.on("mouseout", function () { point(null); });
  }

  function point(mention, latlng) {
    const circle = mention && mention.r ? mention : null;
    state.map.getContainer().style.cursor = circle ? "pointer" : "";
    if (state.over !== circle) {
      state.over = circle;
      state.canvas.draw();
    }
    if (mention) tell(mention, latlng);
    else state.tip.remove();
  }

  function pick(mention) {
    choose(mention.id === state.data.selected ? null : mention.id);
  }

  // The hatch of areas; Leaflet's SVG has no patterns of its own.
  function pattern() {
    const svg = state.svg._container;
    if (!svg) return;
    let defs = svg.querySelector("defs");
    if (!defs) {
      const ns = "http://www.w3.org/2000/svg";
      defs = document.createElementNS(ns, "defs");
      const made = document.createElementNS(ns, "pattern");
      for (const [key, value] of Object.entries({ id: "hatched", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" })) made.setAttribute(key, value);
      const ground = document.createElementNS(ns, "rect");
      ground.setAttribute("width", 7);
      ground.setAttribute("height", 7);
      const line = document.createElementNS(ns, "rect");
      line.setAttribute("width", 1.6);
      line.setAttribute("height", 7);
      made.append(ground, line);
      defs.append(made);
      svg.prepend(defs);
    }
    const [ground, line] = defs.querySelectorAll("rect");
    ground.setAttribute("fill", state.palette.mark);
    ground.setAttribute("fill-opacity", 0.12);
    line.setAttribute("fill", state.palette.mark);
    line.setAttribute("fill-opacity", 0.55);
  }

  function tell(m, latlng) {
    const box = document.createElement("div");
    const title = document.createElement("strong");
    title.textContent = m.title;
    title.dir = "auto";
    const count = document.createElement("span");
    count.textContent = plural(m.mentions, "mention") + " in " + plural(m.articles, "article");
    box.append(title, count);
    if (m.near) {
      const near = document.createElement("span");
      near.className = "near";
      near.textContent = m.near === NEAR ? "somewhere near here" : "some of them only near here";
      box.append(near);
    }
    state.tip.setContent(box).setLatLng(m.at || latlng);
    state.tip.options.offset = L.point(0, m.r ? -m.r : -4);
    state.tip.addTo(state.map);
  }

  function plural(count, word) {
    return count.toLocaleString("en") + " " + word + (count === 1 ? "" : "s");
  }

  function choose(id) {
    state.data.selected = id;
    redraw();
    window.Streamlit.setComponentValue({ place: id, t: Date.now() });
  }

  // ---- labels that never collide ---------------------------------------------------------------------------

  function labels() {
    const map = state.map;
    if (!map || !map._loaded) return;
    const holder = map.getPane("names");
    const zoom = map.getZoom();
    const size = map.getSize();
    const frame = map.getContainer().getBoundingClientRect();
    const taken = [...map.getContainer().querySelectorAll(".leaflet-control")].map(function (control) {
      const r = control.getBoundingClientRect();
      return [r.left - frame.left - 3, r.top - frame.top - 2, r.right - frame.left + 3, r.bottom - frame.top + 2];
    });
    const wanted = [];
    const px = function (at) { return map.latLngToContainerPoint(at); };
    const inside = function (q) { return q.x > -60 && q.y > -40 && q.x < size.x + 60 && q.y < size.y + 40; };
    const circles = [];
    for (const c of state.circles) {
      const q = px(c.at);
      if (inside(q) && (circles.length < AVOIDED || c.chosen)) circles.push({ q: q, r: c.near === PARTLY_NEAR ? c.r + 4 : c.r, title: c.title, chosen: c.chosen });
    }
    const counts = new Map((state.data ? state.data.governorates : []).map(function (row) { return [row[0], row[2]]; }));
    const named = new Set();

    for (const g of window.SYRIA_BASEMAP.governorates) {
      const count = counts.get(g.id);
      const shore = g.rings[0][0].map(px);
      wanted.push({
        kind: "governorate" + (count ? " counted" : ""), text: g.name, count: count, q: px(g.at), near: count ? 120 : 48,
        must: Boolean(count), rank: count ? 1 : 4, within: function (x, y) { return contains(shore, x, y); },
      });
    }
    circles.forEach(function (c, i) {
      const seen = c.q.x > 0 && c.q.y > 0 && c.q.x < size.x && c.q.y < size.y;
      if (seen && (i < NAMED || c.chosen)) wanted.push({ kind: "place" + (c.chosen ? " chosen" : ""), text: c.title, q: c.q, beside: c.r, rank: c.chosen ? 0 : i < 12 ? 2 : 3, order: i, town: true });
    });
    for (const l of window.SYRIA_BASEMAP.labels) {
      if (zoom >= l.zoom) wanted.push({ kind: l.sea ? "sea" : "country", text: l.name, q: px(l.at), near: 20, rank: 5 });
    }
    if (zoom >= TOWNS_FROM) {
      let room = 160;
      for (const [title, lat, lon] of window.SYRIA_GAZETTEER.towns) {
        const q = px([lat, lon]);
        if (room && q.x > 0 && q.y > 0 && q.x < size.x && q.y < size.y) {
          wanted.push({ kind: "town", text: title, q: q, beside: 2, rank: 6, town: true });
          room -= 1;
        }
      }
    }
    wanted.sort(function (a, b) { return a.rank - b.rank || (a.order || 0) - (b.order || 0); });
    const nodes = document.createDocumentFragment();
    const written = function (w, kind) {
      const node = document.createElement("div");
      node.className = "name " + kind;
      const text = document.createElement("span");
      text.textContent = w.text;
      text.dir = "auto";
      node.append(text);
      if (w.count) {
        const number = document.createElement("b");
        number.textContent = w.count.toLocaleString("en");
        node.append(number);
      }
      return node;
    };
    // A governorate's number never stands without its name: where there is no room for both lines, in one pill.
    const elements = wanted.map(function (w) { return w.count ? [written(w, w.kind), written(w, "pill")] : [written(w, w.kind)]; });
    // Measure what was never measured, all at once.
    const unknown = elements.flat().filter(function (node) { return !state.widths.has(node.className + node.textContent); });
    holder.replaceChildren(...unknown);
    for (const node of unknown) state.widths.set(node.className + node.textContent, [node.offsetWidth, node.offsetHeight]);
    const origin = map.containerPointToLayerPoint([0, 0]);
    const vacant = function (box) {
      if (box[0] < 2 || box[1] < 2 || box[2] > size.x - 2 || box[3] > size.y - 2) return false;
      for (const t of taken) if (box[0] < t[2] && box[2] > t[0] && box[1] < t[3] && box[3] > t[1]) return false;
      return true;
    };
    // How much of a box circles other than its own take, in circles.
    const covered = function (box, own) {
      let sum = 0;
      for (const c of circles) {
        if (c.q === own) continue;
        const dx = Math.max(box[0] - c.q.x, 0, c.q.x - box[2]), dy = Math.max(box[1] - c.q.y, 0, c.q.y - box[3]);
        const left = 1 - Math.sqrt(dx * dx + dy * dy) / c.r;
        if (left > 0) sum += left * Math.min(1, c.r / 8);
      }
      return sum;
    };
    wanted.forEach(function (w, i) {
      if (w.kind === "town" && named.has(w.text)) return;
      let [node, pill] = elements[i];
      let [wide, high] = state.widths.get(node.className + node.textContent);
      const box = function (s) { return [s[0], s[1], s[0] + wide, s[1] + high]; };
      const within = function (s) { return !w.within || w.within(s[0] + wide / 2, s[1] + high / 2); };
      let spot = (w.beside !== undefined ? beside(w.q, w.beside + 3, wide, high) : around(w.q, w.near, wide, high))
        .find(function (s) { return within(s) && vacant(box(s)) && !covered(box(s), w.q); });
      if (!spot && w.must && inside(w.q)) {
        // It always stands: near its governorate's middle, best within it, over as little of a circle as can be.
        node = pill;
        [wide, high] = state.widths.get(node.className + node.textContent);
        let best = Infinity;
        around(w.q, w.near, wide, high).forEach(function (s, step) {
          const cost = step / 16 + (within(s) ? 0 : 1.5) + 6 * covered(box(s), w.q);
          if (cost < best && vacant(box(s))) { best = cost; spot = s; }
        });
      }
      if (!spot) return;
      taken.push([spot[0] - 2, spot[1] - 1, spot[0] + wide + 2, spot[1] + high + 1]);
      if (w.town) named.add(w.text);
      node.style.transform = "translate(" + Math.round(spot[0] + origin.x) + "px," + Math.round(spot[1] + origin.y) + "px)";
      nodes.append(node);
    });
    holder.replaceChildren(nodes);
  }

  function contains(ring, x, y) {
    let is = false;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const a = ring[i], b = ring[j];
      if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) is = !is;
    }
    return is;
  }

  function beside(q, gap, wide, high) {
    const mid = q.y - high / 2;
    return [
      [q.x + gap, mid], [q.x - gap - wide, mid], [q.x - wide / 2, q.y - gap - high], [q.x - wide / 2, q.y + gap],
      [q.x + gap * 0.7, q.y - gap * 0.7 - high], [q.x + gap * 0.7, q.y + gap * 0.7],
      [q.x - gap * 0.7 - wide, q.y - gap * 0.7 - high], [q.x - gap * 0.7 - wide, q.y + gap * 0.7],
    ];
  }

  function around(q, reach, wide, high) {
    const spots = [[q.x - wide / 2, q.y - high / 2]];
    for (let r = 12; r <= reach; r += 12) {
      for (let a = 0; a < 8; a += 1) {
        spots.push([q.x - wide / 2 + r * Math.cos(a * Math.PI / 4), q.y - high / 2 + r * Math.sin(a * Math.PI / 4)]);
      }
    }
    return spots;
  }

  // ---- the legend ------------------------------------------------------------------------------------------

  function legendControl() {
    const control = L.control({ position: "bottomright" });
    control.onAdd = function () {
      const box = L.DomUtil.create("div", "legend");
      L.DomEvent.disableClickPropagation(box);
      return box;
    };
    return control;
  }

  function legend() {
    const box = state.legend.getContainer();
    const data = state.data;
    const rows = [];
    if (data.points.length) {
      const steps = [...new Set([state.most, Math.round(state.most / 4), Math.max(1, Math.round(state.most / 16))])];
      const high = 2 * LARGEST + 8;
      const figure = drawing(112, high);
      for (const step of steps) {
        const r = radius(step);
        shape(figure, "circle", { cx: LARGEST + 1, cy: high - r - 1, r: r, class: "ring" });
        shape(figure, "line", { x1: LARGEST + 1, x2: 66, y1: high - 2 * r - 1, y2: high - 2 * r - 1, class: "lead" });
        const text = shape(figure, "text", { x: 70, y: high - 2 * r + 3 });
        text.textContent = step.toLocaleString("en");
      }
      rows.push(["mentions of a place", figure, "stacked"]);
    }
    if (data.points.some(function (row) { return row[6] === PARTLY_NEAR; })) {
      const figure = swatch("circle", { cx: 9, cy: 7, r: 3.2, class: "solid" });
      shape(figure, "circle", { cx: 9, cy: 7, r: 6, class: "around" });
      rows.push(["some only near here", figure]);
    }
    if (data.points.some(function (row) { return row[6] === NEAR; })) rows.push(["all only near here", swatch("circle", { cx: 9, cy: 7, r: 5.5, class: "dashed" })]);
    if (data.governorates.length) rows.push(["the whole governorate", swatch("rect", { x: 1, y: 1, width: 16, height: 12, class: "tint" })]);
    if (data.areas.length) rows.push(["an area", swatch("rect", { x: 1, y: 1, width: 16, height: 12, class: "hatch" })]);
    for (const [word, river] of [["a road", false], ["a river", true]]) {
      if (data.lines.some(function (row) { return Boolean(row[5]) === river; })) rows.push([word, swatch("line", { x1: 1, x2: 17, y1: 7, y2: 7, class: river ? "river" : "road" })]);
    }
    box.replaceChildren(...rows.map(function (row) {
      const line = document.createElement("div");
      line.className = "row " + (row[2] || "");
      const text = document.createElement("span");
      text.textContent = row[0];
      line.append(row[1], text);
      return line;
    }));
    box.hidden = !rows.length;
  }

  function drawing(width, height) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("aria-hidden", "true");
    return svg;
  }

  function shape(svg, kind, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    svg.append(made);
    return made;
  }

  function swatch(kind, attributes) {
    const svg = drawing(18, 14);
    shape(svg, kind, attributes);
    return svg;
  }

  // What is drawn, for the tests.
  function marks() {
    const shapes = state.group ? state.group.getLayers().filter(function (layer) { return layer.mention; }) : [];
    return shapes.map(function (layer) {
      const c = layer.getCenter();
      return Object.assign({}, layer.mention, {
        kind: layer.options.className, color: layer.options.color, radius: null, near: null, at: [c.lat, c.lng],
        bounds: layer.getBounds().toBBoxString().split(",").map(Number),
      });
    }).concat(state.circles.map(function (c) {
      return { id: c.id, title: c.title, mentions: c.mentions, articles: c.articles, kind: "circle", radius: c.r, near: c.near, at: [c.at.lat, c.at.lng], bounds: null };
    }));
  }

  window.MentionMap = { start: start, paint: paint, marks: marks, pick: function (id) { pick({ id: id }); } };
})();
