// The basemap: land, governorates, the Golan hatched, waters, and the towns of the gazetteer from near.
(function (M) {
  "use strict";
  const state = M.state;

  function themed(layer, style) {
    layer.setStyle(style(state.palette));
    state.themed.push([layer, style]);
    return layer;
  }

  M.land = function (map) {
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
      add(L.polygon(rings, still), function (p) { return { color: p.line, weight: 0.9, dashArray: "4 3", fillColor: p.syria, fillOpacity: 1 }; });
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
      if (map.getZoom() >= M.TOWNS_FROM) dots.addTo(map);
      else dots.remove();
    };
    map.on("zoomend", show);
    show();
  };

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

  // Pictures of the land from another host, only while the reader wants them: `tiles` is {url, attribution, zoom} or null.
  M.tiles = function (tiles) {
    const map = state.map;
    const url = tiles ? tiles.url : "";
    if (url === (state.tiled || "")) return;
    state.tiled = url;
    if (state.tileLayer) state.tileLayer.remove();
    state.tileLayer = tiles ? L.tileLayer(tiles.url, {
      pane: "tiles", attribution: M.escaped(tiles.attribution), maxNativeZoom: tiles.zoom, maxZoom: tiles.zoom,
      referrerPolicy: "strict-origin-when-cross-origin",
    }).addTo(map) : null;
    map.setMaxZoom(tiles ? tiles.zoom : state.ownZoom);
    map.getContainer().classList.toggle("tiled", Boolean(tiles));
  };
})(window.MentionMap);
