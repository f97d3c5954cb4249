// Choosing an area: a rectangle, a polygon or a circle, drawn by mouse, finger or keyboard; and the area in force.
//
// With the mouse: press and drag, or click corner by corner. With the keyboard: the arrows move the map under the cross
// in its middle, Enter puts a corner there, Backspace takes the last one back, Escape gives up. The area goes to the
// page as {shape: [[lat, lon], ...]} or {within: [lat, lon, km]}.
(function (M) {
  "use strict";
  const state = M.state;
  const ICONS = { rectangle: "M2 4h12v8H2z", polygon: "M3 13 2 5.5 9 2l5 5-3 6z", circle: "M8 2a6 6 0 1 0 .01 0z" };
  const CORNERS = 60; // of a polygon, at most
  const DRAGGED = 8; // px: a press that moves farther is a drag
  const SAME = 10; // px: a click so close to the first corner closes the polygon

  M.tools = function (map) {
    const buttons = Object.keys(ICONS).map(function (kind) {
      const made = M.button(kind, M.say("draw_" + kind), ICONS[kind], function () {
        if (state.drawing && state.drawing.kind === kind) stop();
        else begin(kind);
      });
      made.setAttribute("aria-pressed", "false");
      return made;
    });
    state.clear = M.button("clear", M.say("draw_clear"), "M3.5 3.5l9 9M12.5 3.5l-9 9", function () { M.send({ clear: true }); });
    state.clear.hidden = true;
    state.tools = M.bar("tools", [...buttons, state.clear]);
    M.control("topleft", state.tools);
    state.pen = L.svg({ pane: "drawn", padding: 0.4 });
    state.hint = M.element("div", "hint");
    state.hint.hidden = true;
    state.hint.append(M.element("span", "say"));
    state.hint.firstChild.setAttribute("aria-live", "polite");
    for (const [css, key, act] of [["finish", "draw_finish", finish], ["cancel", "draw_cancel", stop]]) {
      const made = M.element("button", css, M.say(key));
      made.type = "button";
      made.addEventListener("click", act);
      state.hint.append(made);
    }
    const cross = M.element("div", "cross");
    cross.hidden = true;
    state.cross = cross;
    L.DomEvent.disableClickPropagation(state.hint);
    map.getContainer().append(state.hint, cross);
    map.on("mousedown", function (event) { if (state.drawing && !state.drawing.points.length) press(event); });
    map.on("mousemove", function (event) { if (state.drawing) show(event.latlng); });
    map.on("mouseup", release);
    map.on("click", function (event) { if (state.drawing) corner(event.latlng); });
    map.on("dblclick", function () { if (state.drawing) finish(); });
  };

  const PEN = function () { return { renderer: state.pen, pane: "drawn", interactive: false, color: state.palette.ink, weight: 2, dashArray: "6 4", fillColor: state.palette.ink, fillOpacity: 0.05 }; };

  function begin(kind) {
    stop();
    const map = state.map;
    state.drawing = { kind: kind, points: [], ghost: null };
    map.doubleClickZoom.disable();
    if (kind !== "polygon") map.dragging.disable();
    map.getContainer().classList.add("drawing");
    map.closePopup();
    M.point(null);
    map.getContainer().focus({ preventScroll: true });
    tell();
  }

  function stop() {
    const map = state.map, drawing = state.drawing;
    state.drawing = null;
    if (!drawing) return;
    if (drawing.ghost) drawing.ghost.remove();
    map.doubleClickZoom.enable();
    map.dragging.enable();
    map.getContainer().classList.remove("drawing");
    state.cross.hidden = true;
    tell();
  }

  function tell() {
    const drawing = state.drawing;
    for (const button of state.tools.querySelectorAll("[aria-pressed]")) {
      button.setAttribute("aria-pressed", String(Boolean(drawing) && button.classList.contains(drawing.kind)));
    }
    state.hint.hidden = !drawing;
    if (!drawing) return;
    const step = drawing.kind === "polygon" ? Math.min(drawing.points.length, 3) : Math.min(drawing.points.length, 1);
    state.hint.querySelector(".say").textContent = M.say("draw_" + drawing.kind + "_" + step);
    state.hint.querySelector(".finish").hidden = drawing.kind !== "polygon" || drawing.points.length < 3;
  }

  function press(event) {
    if (state.drawing.kind === "polygon" || event.originalEvent.button) return;
    state.drawing.points = [event.latlng];
    state.drawing.pressed = event.containerPoint;
    tell();
  }

  function release(event) {
    const drawing = state.drawing;
    if (!drawing || !drawing.pressed) return;
    const far = drawing.pressed.distanceTo(event.containerPoint) > DRAGGED;
    drawing.pressed = null;
    drawing.awaiting = !far; // the click that follows a still press is the same first corner
    if (far) corner(event.latlng);
  }

  function corner(latlng) {
    const drawing = state.drawing;
    if (drawing.awaiting) {
      drawing.awaiting = false;
      return;
    }
    if (drawing.kind === "polygon" && drawing.points.length > 2) {
      const px = function (at) { return state.map.latLngToContainerPoint(at); };
      if (px(latlng).distanceTo(px(drawing.points[0])) < SAME) return finish();
    }
    const last = drawing.points[drawing.points.length - 1];
    if (last && last.equals(latlng)) return;
    drawing.points.push(latlng);
    show(latlng);
    tell();
    if (drawing.kind !== "polygon" && drawing.points.length === 2) finish();
    else if (drawing.points.length === CORNERS) finish();
  }

  // The area as it would be if the pointer were its next corner.
  function show(latlng) {
    const drawing = state.drawing;
    if (drawing.ghost) drawing.ghost.remove();
    drawing.ghost = null;
    const [first] = drawing.points;
    if (!first) return;
    if (drawing.kind === "rectangle") drawing.ghost = L.rectangle(L.latLngBounds(first, latlng), PEN());
    else if (drawing.kind === "circle") drawing.ghost = L.circle(first, Object.assign({ radius: Math.max(1, first.distanceTo(latlng)) }, PEN()));
    else drawing.ghost = L.polygon([...drawing.points, latlng], PEN());
    drawing.ghost.addTo(state.map);
  }

  function finish() {
    const drawing = state.drawing;
    const points = drawing ? drawing.points : [];
    const four = function (n) { return Math.round(n * 1e4) / 1e4; };
    let value = null;
    if (drawing && drawing.kind === "circle" && points.length === 2) {
      const km = points[0].distanceTo(points[1]) / 1000;
      value = { within: [four(points[0].lat), four(points[0].lng), Math.max(0.1, Math.round(km * 10) / 10)] };
    } else if (drawing && drawing.kind === "rectangle" && points.length === 2) {
      const b = L.latLngBounds(points);
      value = { shape: [[b.getSouth(), b.getWest()], [b.getNorth(), b.getWest()], [b.getNorth(), b.getEast()], [b.getSouth(), b.getEast()]] };
    } else if (drawing && drawing.kind === "polygon" && points.length > 2) {
      value = { shape: points.map(function (at) { return [at.lat, at.lng]; }) };
    }
    if (value && value.shape) value.shape = value.shape.map(function (at) { return at.map(four); });
    stop();
    if (value) M.send(value);
  }

  // A key while an area is drawn; true if it was for the pen.
  M.penKey = function (event) {
    const drawing = state.drawing;
    if (!drawing) return false;
    if (event.key === "Escape") stop();
    else if (event.key === "Enter") {
      state.cross.hidden = false;
      const at = state.map.getCenter(), last = drawing.points[drawing.points.length - 1];
      if (drawing.kind === "polygon" && drawing.points.length > 2 && last.equals(at)) finish();
      else corner(at);
    } else if (event.key === "Backspace") {
      drawing.points.pop();
      show(state.map.getCenter());
      tell();
    } else {
      if (event.key.startsWith("Arrow")) state.cross.hidden = false;
      return false;
    }
    event.preventDefault();
    return true;
  };

  // The area by which the page filters.
  M.drawn = function () {
    const data = state.data;
    if (state.inForce) state.inForce.remove();
    state.inForce = null;
    if (data.shape) state.inForce = L.polygon(data.shape, PEN()).addTo(state.map);
    else if (data.within) state.inForce = L.circle(data.within.slice(0, 2), Object.assign({ radius: data.within[2] * 1000 }, PEN())).addTo(state.map);
    state.clear.hidden = !state.inForce;
  };
})(window.MentionMap);
