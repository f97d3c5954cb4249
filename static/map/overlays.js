// What the reader has laid over the map: districts, a dated control map. Its texts come from outside.
//
// `overlays`: [{id, name, source, date, features: [[name, kind, parts]]}]. kind is "area", "line" or "point". A part is
// a list of runs: [lat, lon, dlat, dlon, ...] in ten-thousandths of a degree, each point told as its difference from the
// one before; of an area a part is one polygon with its holes.
(function (M) {
  "use strict";
  const state = M.state;

  function points(run) {
    const found = [];
    let lat = 0, lon = 0;
    for (let i = 0; i < run.length; i += 2) {
      lat += run[i];
      lon += run[i + 1];
      found.push([lat / 1e4, lon / 1e4]);
    }
    return found;
  }

  M.overlayColor = function (overlay) {
    return state.palette.overlays[state.overlays.findIndex(function (o) { return o.id === overlay.id; }) % state.palette.overlays.length];
  };

  M.overlays = function (overlays) {
    const map = state.map;
    const key = overlays.map(function (o) { return [o.id, o.name, o.source, o.date].join("\u0000"); }).join("\u0001");
    if (key === (state.overlaid || "")) return;
    state.overlaid = key;
    for (const o of state.overlays) {
      o.layer.remove();
      map.attributionControl.removeAttribution(o.credit);
    }
    const renderer = state.overlayCanvas || (state.overlayCanvas = L.canvas({ pane: "overlays", padding: 0.4 }));
    const still = { renderer: renderer, pane: "overlays", interactive: false };
    state.overlays = overlays.map(function (o, at) {
      const own = { id: o.id, name: o.name, source: o.source, date: o.date, layer: L.layerGroup(), areas: [] };
      const style = function (p) { const c = p.overlays[at % p.overlays.length]; return { color: c, fillColor: c }; };
      o.features.forEach(function ([name, kind, parts], number) {
        for (const part of parts) {
          const runs = part.map(points);
          if (kind === "area") {
            own.areas.push({ name: name, number: number, rings: runs, bounds: L.latLngBounds(runs[0]) });
            own.layer.addLayer(L.polygon(runs, Object.assign({ weight: 1.6, fillOpacity: 0.1 }, style(state.palette), still)));
          } else if (kind === "line") own.layer.addLayer(L.polyline(runs, Object.assign({ weight: 2.2 }, style(state.palette), still)));
          else own.layer.addLayer(L.circleMarker(runs[0][0], Object.assign({ radius: 4, weight: 1.6, fillOpacity: 0.5 }, style(state.palette), still)));
        }
      });
      own.layer.eachLayer(function (layer) { layer.themedBy = style; });
      own.credit = M.escaped([o.name, o.source, o.date].filter(Boolean).join(", "));
      map.attributionControl.addAttribution(own.credit);
      return own;
    });
    for (const o of state.overlays) o.layer.addTo(map);
  };

  // Its colours follow the theme; called at each redraw, which is when the theme has changed.
  M.overlayTheme = function () {
    if (state.overlayTheme === state.theme) return;
    state.overlayTheme = state.theme;
    for (const o of state.overlays) o.layer.eachLayer(function (layer) { layer.setStyle(layer.themedBy(state.palette)); });
  };

  // Tell of the overlay's area at a point and offer it as a filter; false where there is none.
  M.tellOverlay = function (latlng, governorate) {
    let found = null;
    for (const o of state.overlays) {
      for (const area of o.areas) {
        if (area.bounds.contains(latlng) && M.holds(area.rings, latlng.lat, latlng.lng)) found = [o, area];
      }
    }
    if (!found) return false;
    const [o, area] = found;
    const box = M.element("div", "overlay");
    box.append(M.foreign("strong", "", area.name || o.name));
    box.append(M.foreign("span", "near", [o.name, o.date, o.source].filter(Boolean).join(" · ")));
    const button = function (text, act) {
      const made = M.foreign("button", "", text);
      made.type = "button";
      made.addEventListener("click", function () { popup.remove(); act(); });
      box.append(made);
    };
    const popup = L.popup({ className: "tip", closeButton: false, maxWidth: 260, autoPanPadding: [20, 20] });
    button(M.say("overlay_only"), function () { M.send({ overlay: o.id, feature: area.number }); });
    if (governorate && governorate.mentions) button(M.say("overlay_governorate", { title: governorate.title }), function () { M.pick(governorate); });
    popup.setLatLng(latlng).setContent(box).openOn(state.map);
    box.querySelector("button").focus({ preventScroll: true });
    return true;
  };
})(window.MentionMap);
