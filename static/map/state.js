// What all parts of the map share: colours, measures, state, words, and small makers of elements.
//
// The files of this folder are loaded in the order of views/mention_map.py; each adds its part to `MentionMap`.
// Python sends ids, numbers, names of places and the words of the interface only; every text is set with textContent.
// `MentionMap.start(map, options)` runs once, when the frame is made; `MentionMap.paint(map, group, data)` at each
// filter, in the layer group that streamlit-folium takes away and adds again.
window.MentionMap = {};
(function (M) {
  "use strict";

  M.PALETTES = {
    light: {
      sea: "#dde5ea", land: "#ecebe6", syria: "#fbfaf7", line: "#c9c6bd", border: "#8d897f", water: "#b9cbd6",
      town: "#8f8b82", mark: "#b5432a", tint: "#c65a3f", ink: "#2b2622", away: "#77726a", hatch: "#8d897f", river: "#2f6f9f",
      pale: "#a9a49a", rose: "#e69f00", fell: "#0072b2", overlays: ["#0b6aa8", "#087f5b", "#8a3d84", "#8a6100"],
    },
    dark: {
      sea: "#1a2026", land: "#26282a", syria: "#313334", line: "#4a4c4c", border: "#85837c", water: "#2c3d49",
      town: "#8b8880", mark: "#e07a5c", tint: "#d96a4a", ink: "#f3efe8", away: "#a29d94", hatch: "#85837c", river: "#6fb0dc",
      pale: "#77756f", rose: "#f0b33c", fell: "#56a8e0", overlays: ["#6fb7ea", "#5fc9a2", "#dd9ad4", "#dcb95a"],
    },
  };
  M.LARGEST = 24; // px: radius of the most mentioned place
  M.SMALLEST = 3.5; // px: below it a circle could not be hit
  M.DOT = 3; // px: a place where governorates are tinted by their count
  M.TOWNS_FROM = 8; // zoom
  M.EXACT = 0; // what a place's mentions say: all of them the very spot,
  M.PARTLY_NEAR = 1; // some only somewhere near it,
  M.NEAR = 2; // or all
  M.ABROAD = 1; // bits of a place's flags: it lies in another country;
  M.HOLLOW = 2; // none of its mentions is reported as having happened
  M.ROSE = 4; // two filters are compared: the second has more of it,
  M.FELL = 8; // or less
  M.SYRIA = [[32.3, 35.6], [37.35, 42.4]];
  M.SHADES = [0.1, 0.24, 0.4, 0.58, 0.78]; // how strongly the classes of governorates are tinted, lightest first
  M.NARROW = 520; // px: below it the legend is folded at first
  M.SHEET = 690; // px: between the margins of A4, and of Letter

  M.state = {
    palette: M.PALETTES.light, themed: [], data: null, group: null, widths: new Map(), home: null, circles: [], receding: [],
    words: {}, locale: "en", over: null, stepped: null, overlays: [], drawing: null,
  };
  const state = M.state;

  // ---- words -----------------------------------------------------------------------------------------------

  // A text of the interface, with {name} filled in; a text with plural forms takes that of values.n.
  M.say = function (key, values) {
    let text = state.words[key];
    if (text && typeof text === "object") text = text[state.plural.select(values.n)] || text.other;
    return String(text === undefined ? key : text).replace(/\{(\w+)\}/g, function (whole, name) {
      const value = values && values[name];
      return value === undefined ? whole : typeof value === "number" ? M.number(value) : value;
    });
  };

  M.number = function (n) {
    return n.toLocaleString(state.locale);
  };

  // The colour of a place: by what rose and fell where two filters are compared, else by where it lies.
  M.hue = function (flags, otherwise) {
    const p = state.palette;
    return flags & M.ROSE ? p.rose : flags & M.FELL ? p.fell : flags & M.ABROAD ? p.away : otherwise;
  };

  // ---- elements --------------------------------------------------------------------------------------------

  M.element = function (kind, css, text) {
    const made = document.createElement(kind);
    if (css) made.className = css;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // A text from outside, in whichever direction it runs.
  M.foreign = function (kind, css, text) {
    const made = M.element(kind, css, text);
    made.dir = "auto";
    return made;
  };

  M.button = function (css, label, path, act) {
    const made = M.element("button", css);
    made.type = "button";
    made.title = label;
    made.setAttribute("aria-label", label);
    const svg = M.drawing(16, 16);
    M.shape(svg, "path", { d: path, fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linejoin": "round" });
    made.append(svg);
    made.addEventListener("click", act);
    return made;
  };

  M.drawing = function (width, height) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("viewBox", "0 0 " + width + " " + height);
    svg.setAttribute("aria-hidden", "true");
    return svg;
  };

  M.shape = function (svg, kind, attributes) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    svg.append(made);
    return made;
  };

  M.bar = function (css, buttons) {
    const box = M.element("div", "leaflet-bar " + css);
    box.append(...buttons);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    return box;
  };

  M.control = function (position, box) {
    const control = L.control({ position: position });
    control.onAdd = function () { return box; };
    return control.addTo(state.map);
  };

  // ---- geometry --------------------------------------------------------------------------------------------

  // Whether rings of [x, y] pairs hold a point: a line from it crosses their sides an odd number of times.
  M.holds = function (rings, x, y) {
    let is = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
        const a = ring[i], b = ring[j];
        if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) is = !is;
      }
    }
    return is;
  };

  // ---- to the page -----------------------------------------------------------------------------------------

  M.send = function (value) {
    window.Streamlit.setComponentValue(Object.assign({}, value, { t: Date.now() }));
  };
})(window.MentionMap);
