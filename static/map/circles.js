// The circles, all in one pass on one canvas: a layer for each would take longer than the whole filter.
//
// Solid is exact; a dashed ring is somewhere near; an outline alone is a place of which nothing is reported as having
// happened. While actors are chosen, grey circles beneath are what all the other filters leave, to the same scale.
(function (M) {
  "use strict";
  const state = M.state;

  M.radius = function (count) {
    return Math.max(M.SMALLEST, M.LARGEST * Math.sqrt(count / state.most));
  };

  M.placeCircles = function () {
    const data = state.data, dots = Boolean(data.tints);
    const counts = function (rows, column) { return rows.reduce(function (most, row) { return Math.max(most, row[column]); }, 10); };
    state.most = Math.max(counts(data.points, 4), counts(data.receding || [], 2));
    state.receding = dots ? [] : (data.receding || []).map(function ([lat, lon, count]) { return { at: L.latLng(lat, lon), r: M.radius(count) }; });
    state.circles = data.points.map(function ([id, title, lat, lon, count, mentions, stories, articles, flags, near]) {
      return {
        id: id, title: title, count: count, mentions: mentions, stories: stories, articles: articles, flags: flags, near: near,
        r: dots ? M.DOT : M.radius(count), at: L.latLng(lat, lon), chosen: id === data.selected,
      };
    }).sort(function (a, b) { return b.count - a.count; });
    const again = function (old) { return old ? state.circles.find(function (c) { return c.id === old.id; }) || null : null; };
    state.over = null;
    state.lit = again(state.lit);
    state.stepped = again(state.stepped) || state.stepped;
    state.canvas.draw();
  };

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
      const ring = function (at, r, width, color, dashes) {
        ctx.beginPath();
        ctx.arc(at.x, at.y, r, 0, 2 * Math.PI);
        ctx.setLineDash(dashes);
        ctx.lineWidth = width;
        ctx.strokeStyle = color;
        ctx.stroke();
      };
      for (const c of state.receding) {
        c.p = map.latLngToLayerPoint(c.at);
        if (!sight.contains(c.p)) continue;
        ctx.beginPath();
        ctx.arc(c.p.x, c.p.y, c.r, 0, 2 * Math.PI);
        ctx.globalAlpha = 0.28;
        ctx.fillStyle = p.pale;
        ctx.fill();
        ctx.globalAlpha = 0.7;
        ring(c.p, c.r, 0.7, p.pale, []);
      }
      ctx.globalAlpha = 1;
      const put = function (c) {
        c.p = map.latLngToLayerPoint(c.at);
        if (!sight.contains(c.p)) return;
        const color = M.hue(c.flags, p.mark), near = c.near === M.NEAR, hollow = Boolean(c.flags & M.HOLLOW);
        const lit = c.chosen || c === state.over;
        ctx.beginPath();
        ctx.arc(c.p.x, c.p.y, c.r, 0, 2 * Math.PI);
        ctx.globalAlpha = hollow ? (lit ? 0.9 : 0.55) : lit ? 0.95 : near ? 0.16 : 0.72;
        ctx.fillStyle = hollow ? p.syria : color;
        ctx.fill();
        ctx.globalAlpha = 1;
        ring(c.p, c.r, c.chosen ? 3 : near || hollow ? 1.8 : 1, c.chosen || !(near || hollow) ? p.ink : color, near ? [3, 3] : []);
        if (c.near === M.PARTLY_NEAR) ring(c.p, c.r + 4, 1.3, color, [3, 3]);
        if (c === state.stepped || c === state.lit) ring(c.p, c.r + 7, 2.2, p.ink, []);
      };
      for (const c of state.circles) if (!c.chosen) put(c);
      for (const c of state.circles) if (c.chosen) put(c);
      if (state.target) {
        const at = map.latLngToLayerPoint(state.target.at);
        ring(at, 12, 4.5, p.syria, []);
        ring(at, 12, 2, p.ink, [4, 2]);
      }
    },
  });

  // The circle under a point of the map's panes: the chosen one, else the smallest, as they lie over each other.
  M.circleAt = function (p) {
    let found = null;
    for (const c of p ? state.circles : []) {
      if (!c.p) continue;
      const dx = c.p.x - p.x, dy = c.p.y - p.y, reach = c.r + 2;
      if (dx * dx + dy * dy <= reach * reach && !(found && found.chosen)) found = c;
    }
    return found;
  };

  // The canvas lets the pointer through, or shapes below it could not be reached: circles are found by their place.
  M.circles = function (map) {
    state.canvas = new Circles({ pane: "circles", padding: 0.4 }).addTo(map);
    map.on("click", function (event) { M.press(event, null); });
    map.on("mousemove", function (event) { if (!state.drawing) M.point(M.circleAt(event.layerPoint)); });
    map.on("mouseout", function () { M.point(null); });
  };
})(window.MentionMap);
