// Labels that never collide: names of places, governorates with their counts, countries, towns.
(function (M) {
  "use strict";
  const state = M.state;
  const NAMED = 60; // places that may get a label: the most mentioned ones in sight
  const AVOIDED = 400; // circles that labels keep clear of: the largest ones in sight

  // Once a frame, however much has happened since the one before.
  M.labels = function () {
    if (state.labelling) return;
    state.labelling = true;
    requestAnimationFrame(function () {
      state.labelling = false;
      place();
    });
  };

  function place() {
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
      if (inside(q) && (circles.length < AVOIDED || c.chosen)) circles.push({ q: q, r: c.near === M.PARTLY_NEAR ? c.r + 4 : c.r, title: c.title, chosen: c.chosen });
    }
    const data = state.data, arabic = document.documentElement.lang === "ar";
    const counts = new Map(!data ? [] : data.tints ? Object.entries(data.tints.counts) : data.governorates.map(function (row) { return [row[0], row[2]]; }));
    const named = new Set();

    for (const g of window.SYRIA_BASEMAP.governorates) {
      const count = counts.get(g.id);
      const shore = [g.rings[0][0].map(function (at) { const q = px(at); return [q.x, q.y]; })];
      wanted.push({
        kind: "governorate" + (count ? " counted" : ""), text: arabic ? g.ar : g.name, count: count, q: px(g.at), near: count ? 120 : 48,
        must: Boolean(count), rank: count ? 1 : 4, within: function (x, y) { return M.holds(shore, x, y); },
      });
    }
    circles.forEach(function (c, i) {
      const seen = c.q.x > 0 && c.q.y > 0 && c.q.x < size.x && c.q.y < size.y;
      if (!seen || (i >= NAMED && !c.chosen)) return;
      const rank = c.chosen ? 0 : data.tints ? 5 : i < 12 ? 2 : 3;
      wanted.push({ kind: "place" + (c.chosen ? " chosen" : ""), text: c.title, q: c.q, beside: c.r, rank: rank, order: i, town: true });
    });
    if (state.target && !circles.some(function (c) { return c.title === state.target.title; })) {
      const q = px(state.target.at);
      if (inside(q)) wanted.push({ kind: "place chosen", text: state.target.title, q: q, beside: 12, rank: 0, town: true });
    }
    for (const l of window.SYRIA_BASEMAP.labels) {
      if (zoom >= l.zoom) wanted.push({ kind: l.sea ? "sea" : "country", text: arabic ? l.ar : l.name, q: px(l.at), near: 20, rank: 5 });
    }
    if (zoom >= M.TOWNS_FROM && !state.tiled) {
      let room = 160;
      for (const [title, lat, lon, , own] of window.SYRIA_GAZETTEER.towns) {
        const q = px([lat, lon]);
        if (room && q.x > 0 && q.y > 0 && q.x < size.x && q.y < size.y) {
          wanted.push({ kind: "town", text: (arabic && own) || title, q: q, beside: 2, rank: 6, town: true });
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
        number.textContent = M.number(w.count);
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
        .find(function (s) { return vacant(box(s)) && within(s) && !covered(box(s), w.q); });
      if (!spot && w.must && inside(w.q)) {
        // It always stands: near its governorate's middle, best within it, over as little of a circle as can be.
        node = pill;
        [wide, high] = state.widths.get(node.className + node.textContent);
        let best = Infinity;
        around(w.q, w.near, wide, high).forEach(function (s, step) {
          if (step / 16 >= best || !vacant(box(s))) return;
          const cost = step / 16 + (within(s) ? 0 : 1.5) + 6 * covered(box(s), w.q);
          if (cost < best) { best = cost; spot = s; }
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
})(window.MentionMap);
