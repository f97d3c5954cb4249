// The legend: only what is on the map now, each mark as it is drawn; it folds away.
(function (M) {
  "use strict";
  const state = M.state;

  M.legendControl = function () {
    const box = M.element("div", "legend");
    const fold = M.element("button", "fold", M.say("legend"));
    fold.type = "button";
    state.rows = M.element("div", "rows");
    state.rows.id = "legend-rows";
    fold.setAttribute("aria-controls", state.rows.id);
    const open = function (is) {
      fold.setAttribute("aria-expanded", String(is));
      state.rows.hidden = !is;
    };
    fold.addEventListener("click", function () {
      state.folded = !state.rows.hidden;
      open(!state.folded);
      M.labels();
    });
    // A frame has no width yet when it is made.
    state.map.on("resize", function () {
      if (state.folded === undefined) open(state.map.getSize().x >= M.NARROW);
    });
    open(window.innerWidth >= M.NARROW);
    box.append(fold, state.rows);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    state.legend = M.control("bottomright", box);
  };

  M.legend = function () {
    const data = state.data, marks = [...data.points, ...data.governorates, ...data.lines, ...data.areas];
    const rows = [];
    const add = function (text, figure, css) {
      const line = M.element("div", "row " + (css || ""));
      line.append(figure, M.foreign("span", "", text));
      rows.push(line);
    };
    const near = function (which) { return data.points.some(function (row) { return row[9] === which; }); };
    const compared = marks.some(function (row) { return row[row.length > 9 ? 8 : 6] & (M.ROSE | M.FELL); });
    if (data.tints) classes(add);
    else if (data.points.length) circles(add, compared ? "difference" : data.unit);
    if (compared) {
      for (const [key, color] of [["legend_rose", state.palette.rose], ["legend_fell", state.palette.fell]]) {
        const figure = swatch("circle", { cx: 9, cy: 7, r: 5.5 });
        figure.firstChild.setAttribute("style", "fill-opacity:0.75;fill:" + color + ";stroke:" + state.palette.ink);
        add(M.say(key), figure);
      }
    }
    if (data.receding) add(M.say("legend_receding"), swatch("circle", { cx: 9, cy: 7, r: 6, class: "receding" }));
    if (near(M.PARTLY_NEAR)) {
      const figure = swatch("circle", { cx: 9, cy: 7, r: 3.2, class: "solid" });
      M.shape(figure, "circle", { cx: 9, cy: 7, r: 6, class: "around" });
      add(M.say("legend_partly_near"), figure);
    }
    if (near(M.NEAR)) add(M.say("legend_near"), swatch("circle", { cx: 9, cy: 7, r: 5.5, class: "dashed" }));
    if (marks.some(function (row) { return row[row.length > 9 ? 8 : 6] & M.HOLLOW; })) {
      add(M.say("legend_hollow"), swatch("circle", { cx: 9, cy: 7, r: 5.5, class: "hollow" }));
    }
    if (!compared && data.points.some(function (row) { return row[8] & M.ABROAD; })) add(M.say("legend_abroad"), swatch("circle", { cx: 9, cy: 7, r: 5, class: "abroad" }));
    if (data.governorates.length && !data.tints && !compared) add(M.say("legend_governorate"), swatch("rect", { x: 1, y: 1, width: 16, height: 12, class: "tint" }));
    if (data.areas.length) add(M.say("legend_area"), swatch("rect", { x: 1, y: 1, width: 16, height: 12, class: "hatch" }));
    for (const [key, river] of [["legend_road", false], ["legend_river", true]]) {
      if (data.lines.some(function (row) { return Boolean(row[8]) === river; })) add(M.say(key), swatch("line", { x1: 1, x2: 17, y1: 7, y2: 7, class: river ? "river" : "road" }));
    }
    for (const overlay of data.overlays || []) {
      const figure = swatch("rect", { x: 1, y: 1, width: 16, height: 12 });
      figure.firstChild.setAttribute("style", "fill-opacity:0.12;stroke-width:1.6;fill:" + M.overlayColor(overlay) + ";stroke:" + M.overlayColor(overlay));
      add([overlay.name, overlay.date, overlay.source].filter(Boolean).join(" · "), figure, "overlay");
    }
    state.rows.replaceChildren(...rows);
    state.legend.getContainer().hidden = !rows.length;
  };

  // Three circles in one another, from the largest on the map downward.
  function circles(add, what) {
    const steps = [...new Set([state.most, Math.round(state.most / 4), Math.max(1, Math.round(state.most / 16))])];
    const high = 2 * M.LARGEST + 8;
    const figure = M.drawing(116, high);
    for (const step of steps) {
      const r = M.radius(step);
      M.shape(figure, "circle", { cx: M.LARGEST + 1, cy: high - r - 1, r: r, class: "ring" });
      M.shape(figure, "line", { x1: M.LARGEST + 1, x2: 66, y1: high - 2 * r - 1, y2: high - 2 * r - 1, class: "lead" });
      M.shape(figure, "text", { x: 70, y: high - 2 * r + 3 }).textContent = M.number(step);
    }
    add(M.say("legend_" + what), figure, "stacked");
  }

  function classes(add) {
    const from = state.data.tints.from, shades = M.shades(from.length);
    const list = M.element("div", "classes");
    from.forEach(function (least, i) {
      const figure = swatch("rect", { x: 1, y: 1, width: 16, height: 12, class: "class" });
      figure.firstChild.setAttribute("style", "fill-opacity:" + shades[i]);
      const most = i + 1 < from.length ? from[i + 1] - 1 : Infinity;
      const text = most === Infinity ? M.say("legend_from", { n: least }) : least === most ? M.number(least) : M.number(least) + "–" + M.number(most);
      const line = M.element("div", "row");
      line.append(figure, M.element("span", "", text));
      list.append(line);
    });
    add(M.say("legend_in_" + state.data.unit), list, "stacked");
  }

  function swatch(kind, attributes) {
    const svg = M.drawing(18, 14);
    M.shape(svg, kind, attributes);
    return svg;
  }
})(window.MentionMap);
