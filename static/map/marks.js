// The mentions of one filter: governorates, areas and lines as shapes, what is told of each, and choosing one.
//
// `data`, as views/mention_map.py makes it:
//   selected, unit (story, article or mention), mode (circles or governorates)
//   points: [[id, title, lat, lon, count, mentions, stories, articles, flags, near]]
//   governorates: [[id, title, count, mentions, stories, articles, flags]]
//   lines: [[... as governorates, [[lat, lon], ...], river]], areas: the same without `river`
//   receding: null, or [[lat, lon, count]] of all points, whichever actor is named; faint: [[kind, id or [[lat, lon], ...]]]
//     of the governorates, lines and areas
//   tints: null, or {from: [least count of each class], counts: {id: count}}
//   shape: null or rings of [lat, lon]; within: null or [lat, lon, km]; focus: null or {key, title, at, zoom}
//   overlays: see overlays.js; tiles: see land.js; tell: whether to send that the first of all paints is done
(function (M) {
  "use strict";
  const state = M.state;

  M.paint = function (map, group, data) {
    if (state.early) {
      state.early = function () { M.paint(map, group, data); };
      return;
    }
    state.data = data;
    map.addLayer(group); // so that its shapes have a canvas to be drawn on
    state.group = group;
    M.overlays(data.overlays || []);
    M.tiles(data.tiles || null);
    state.target = data.focus ? { at: L.latLng(data.focus.at), title: data.focus.title } : null;
    M.redraw();
    M.drawn();
    M.fly(data.focus);
    requestAnimationFrame(function () {
      const first = !document.documentElement.dataset.painted;
      document.documentElement.dataset.painted = String(Date.now());
      if (!first || !data.tell || window.parent.mentionMapTold) return;
      window.parent.mentionMapTold = true; // a frame that comes later, as in another language, is not waited for
      setTimeout(function () { M.send({ painted: true }); });
    });
  };

  function told([id, title, count, mentions, stories, articles, flags]) {
    return { id: id, title: title, count: count, mentions: mentions, stories: stories, articles: articles, flags: flags };
  }

  // What the other filters leave, whichever actor is named: of which only the outline stands, without a number.
  function receding(kind, at, common) {
    const pale = Object.assign({ className: "receding", interactive: false, color: state.palette.pale, weight: 1, opacity: 0.7 }, common);
    if (kind === "line") return L.polyline(at, Object.assign(pale, { weight: 2, opacity: 0.6 }));
    return L.polygon(at, Object.assign(pale, { dashArray: kind === "area" ? "2 4" : null, fillColor: state.palette.pale, fillOpacity: 0.08 }));
  }

  M.redraw = function () {
    const data = state.data, group = state.group, p = state.palette;
    group.clearLayers();
    if (!state.svg) state.svg = L.svg({ pane: "mentions", padding: 0.6 });
    state.tip.remove();
    const common = { renderer: state.svg, pane: "mentions", bubblingMouseEvents: false };
    const rings = new Map(window.SYRIA_BASEMAP.governorates.map(function (g) { return [g.id, g.rings]; }));
    const chosen = function (id) { return id === data.selected; };
    const put = function (layer, mention) {
      layer.mention = mention;
      layer.on("click", function (event) { M.press(event, mention); });
      layer.on("mouseover mousemove", function (event) { M.point(M.circleAt(event.layerPoint) || mention, event.latlng); });
      layer.on("mouseout", function () { M.point(null); });
      group.addLayer(layer);
    };
    for (const [kind, at] of data.tints ? [] : data.faint || []) group.addLayer(receding(kind, kind === "governorate" ? rings.get(at) : at, common));
    const counted = new Map(data.governorates.map(function (row) { return [row[0], row]; }));
    const most = Math.max(1, ...data.governorates.map(function (row) { return row[2]; }));
    for (const [id, shore] of rings) {
      const row = counted.get(id);
      const shade = data.tints ? M.shade(data.tints, data.tints.counts[id] || 0) : row ? 0.1 + 0.3 * Math.sqrt(row[2] / most) : 0;
      if (!row && !shade) continue;
      const mention = row ? told(row) : { id: id, title: titled(id), count: 0, mentions: 0, stories: 0, articles: 0, flags: 0 };
      if (data.tints) mention.all = data.tints.counts[id] || 0;
      mention.kind = "governorate";
      const hollow = row && mention.flags & M.HOLLOW && !data.tints;
      put(L.polygon(shore, Object.assign({
        className: "governorate", color: chosen(id) ? p.ink : M.hue(mention.flags, p.tint), weight: chosen(id) ? 2.5 : hollow ? 1.4 : 0.8,
        opacity: chosen(id) || hollow ? 1 : 0.45, fillColor: M.hue(mention.flags, p.tint), fillOpacity: hollow ? 0.02 : shade,
      }, common)), mention);
    }
    for (const row of data.areas) {
      const mention = Object.assign(told(row), { kind: "area" });
      put(L.polygon(row[7], Object.assign({
        className: "area", color: chosen(row[0]) ? p.ink : M.hue(mention.flags & ~M.ABROAD, p.mark), weight: chosen(row[0]) ? 2.5 : 1.4, dashArray: "2 4",
        fillColor: mention.flags & M.HOLLOW ? p.syria : M.hue(mention.flags & ~M.ABROAD, "url(#hatched)"),
        fillOpacity: mention.flags & M.HOLLOW ? 0.05 : mention.flags & (M.ROSE | M.FELL) ? 0.25 : 1,
      }, common)), mention);
    }
    for (const row of data.lines) {
      const mention = Object.assign(told(row), { kind: "line" });
      const width = Math.min(8, 1.8 + 0.7 * Math.sqrt(mention.count)), color = chosen(row[0]) ? p.ink : M.hue(mention.flags & ~M.ABROAD, row[8] ? p.river : p.mark);
      const hollow = mention.flags & M.HOLLOW;
      group.addLayer(L.polyline(row[7], Object.assign({ interactive: false, color: hollow ? color : p.syria, weight: width + 2.5, opacity: 0.9 }, common)));
      if (hollow) group.addLayer(L.polyline(row[7], Object.assign({ interactive: false, color: p.syria, weight: width, opacity: 1 }, common)));
      put(L.polyline(row[7], Object.assign({
        className: "line", color: color, weight: width, opacity: hollow ? 0.02 : 0.75, lineJoin: "round",
      }, common)), mention);
    }
    for (const layer of group.getLayers()) if (layer.mention && chosen(layer.mention.id)) layer.bringToFront();
    M.overlayTheme();
    M.placeCircles();
    pattern();
    M.legend();
    M.labels();
  };

  function titled(id) {
    const found = window.SYRIA_BASEMAP.governorates.find(function (g) { return g.id === id; });
    return !found ? id : document.documentElement.lang === "ar" ? found.ar : found.name;
  }

  // How strongly a governorate is tinted where the tint is the message: by the class that its count falls in.
  M.shade = function (tints, count) {
    let at = -1;
    while (at + 1 < tints.from.length && count >= tints.from[at + 1]) at += 1;
    return at < 0 ? 0 : M.shades(tints.from.length)[at];
  };

  M.shades = function (classes) {
    return classes === 1 ? [M.SHADES[2]] : Array.from({ length: classes }, function (_, i) {
      return M.SHADES[Math.round((i * (M.SHADES.length - 1)) / (classes - 1))];
    });
  };

  // The hatch of areas; Leaflet's SVG has no patterns of its own.
  function pattern() {
    const svg = state.svg._container;
    if (!svg) return;
    let defs = svg.querySelector("defs");
    if (!defs) {
      defs = M.shape(svg, "defs", {});
      const made = M.shape(defs, "pattern", { id: "hatched", width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" });
      M.shape(made, "rect", { width: 7, height: 7 });
      M.shape(made, "rect", { width: 1.6, height: 7 });
      svg.prepend(defs);
    }
    const [ground, line] = defs.querySelectorAll("rect");
    ground.setAttribute("fill", state.palette.mark);
    ground.setAttribute("fill-opacity", 0.12);
    line.setAttribute("fill", state.palette.mark);
    line.setAttribute("fill-opacity", 0.55);
  }

  // ---- what is told of a mark, and choosing it -------------------------------------------------------------

  M.facts = function (m) {
    const facts = [];
    if (m.all !== undefined) facts.push(M.say("tip_all", { what: M.say("unit_" + state.data.unit, { n: m.all }) }));
    if (m.mentions) {
      facts.push(["story", "mention", "article"].map(function (unit) {
        return M.say("unit_" + unit, { n: unit === "story" ? m.stories : unit === "article" ? m.articles : m.mentions });
      }).join(" · "));
    }
    if (m.mentions && m.all !== undefined) facts[facts.length - 1] = M.say("tip_itself", { what: facts[facts.length - 1] });
    if (m.near) facts.push(M.say(m.near === M.NEAR ? "tip_near" : "tip_partly_near"));
    if (m.flags & M.HOLLOW) facts.push(M.say("tip_hollow"));
    return facts;
  };

  M.point = function (mention, latlng) {
    const circle = mention && mention.r ? mention : null;
    state.map.getContainer().style.cursor = mention && mention.mentions ? "pointer" : "";
    if (state.over !== circle) {
      state.over = circle;
      state.canvas.draw();
    }
    if (!mention) return void state.tip.remove();
    const box = M.element("div", "told");
    box.append(M.foreign("strong", "", mention.title));
    M.facts(mention).forEach(function (fact, i) { box.append(M.element("span", i ? "near" : "", fact)); });
    state.tip.setContent(box).setLatLng(mention.at || latlng);
    state.tip.options.offset = L.point(0, mention.r ? -mention.r : -4);
    state.tip.addTo(state.map);
  };

  // A click on a mark or on nothing: the circle there, else an overlay's area, else the mark itself.
  M.press = function (event, mention) {
    if (state.drawing) return;
    const circle = M.circleAt(event.layerPoint);
    if (circle) return M.pick(circle);
    const lies = !mention || mention.kind === "governorate";
    if (lies && M.tellOverlay(event.latlng, mention)) return;
    if (mention && mention.mentions) M.pick(mention);
  };

  M.pick = function (mention) {
    M.choose(mention.id === state.data.selected ? null : mention.id);
  };

  M.choose = function (id) {
    state.data.selected = id;
    M.redraw();
    M.send({ place: id });
  };

  // What is drawn, for the tests.
  M.marks = function () {
    const shapes = state.group ? state.group.getLayers().filter(function (layer) { return layer.mention; }) : [];
    return shapes.map(function (layer) {
      const c = layer.getCenter();
      return Object.assign({}, layer.mention, {
        kind: layer.options.className, color: layer.options.color, radius: null, near: null, at: [c.lat, c.lng],
        shade: layer.options.fillOpacity, bounds: layer.getBounds().toBBoxString().split(",").map(Number),
      });
    }).concat(state.circles.map(function (c) {
      return Object.assign(told([c.id, c.title, c.count, c.mentions, c.stories, c.articles, c.flags]), {
        kind: "circle", radius: c.r, near: c.near, at: [c.at.lat, c.at.lng], bounds: null,
      });
    }));
  };
})(window.MentionMap);
