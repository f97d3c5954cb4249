// An exported page, read from disk and without a network: it hands its data to the map's scripts and keeps the list.
//
// The data stand in a block of JSON; every text of it is set with textContent, none is HTML.
(function (M) {
  "use strict";
  const given = JSON.parse(document.getElementById("data").textContent);
  const say = function (key, values) {
    return given.words[key].replace(/\{(\w+)\}/g, function (whole, name) { return values[name]; });
  };
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const list = document.querySelector(".list"), bar = document.querySelector("aside .bar");
  const places = given.places.map(function (place) { return Object.assign({ folded: fold([place.title, ...place.names].join(" ")) }, place); });
  const byId = new Map(places.map(function (place) { return [place.id, place]; }));
  let map, group;

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f]/g, "").toLowerCase();
  }

  // What the map's scripts send to Streamlit in the app: a place was chosen.
  window.Streamlit = { setComponentValue: function (value) { if ("place" in value) show(value.place); } };

  function start() {
    map = L.map("map_div", { center: [35, 38.9], zoom: 7, minZoom: 5, maxZoom: 13, zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 90, maxBoundsViscosity: 0.8 });
    group = L.featureGroup();
    M.start(map, { view: null, language: given.language, rtl: given.rtl, words: given.map_words });
    const shade = function () { M.theme(dark.matches ? "dark" : "light"); };
    dark.addEventListener("change", shade);
    shade();
    M.paint(map, group, given.marks);
    M.goHome();
    everything();
  }

  // ---- the list ---------------------------------------------------------------------------------------------

  function everything() {
    const find = M.element("input");
    find.type = "search";
    find.placeholder = say("find");
    find.setAttribute("aria-label", find.placeholder);
    find.dir = "auto";
    const fill = function () {
      const asked = fold(find.value.trim());
      const rows = places.filter(function (place) { return place.folded.includes(asked); }).map(row);
      if (!rows.length) rows.push(M.element("li", "hint-text", say("nothing")));
      list.replaceChildren(...rows);
    };
    find.addEventListener("input", fill);
    bar.replaceChildren(find);
    fill();
  }

  function row(place) {
    const item = M.element("li"), button = M.element("button", "entry"), title = M.foreign("span", "title", place.title);
    button.type = "button";
    if (place.mark) button.dataset.place = place.id;
    title.append(facts("small", place.mark || place.id.startsWith("?") ? place.about : [...place.about, say("no_mark")]));
    button.append(title, M.element("b", "", place.count.toLocaleString("en")));
    button.addEventListener("click", function () { choose(place.id); });
    item.append(button);
    return item;
  }

  function choose(id) {
    const place = byId.get(id);
    if (!place || !place.mark) return show(id);
    if (place.at && !map.getBounds().contains(place.at)) map.panTo(place.at);
    if (M.state.data.selected !== id) M.pick({ id: id });
  }

  function show(id) {
    const place = id === null ? null : byId.get(id);
    if (!place) return everything();
    const back = M.element("button", "back", say("all"));
    back.type = "button";
    back.addEventListener("click", function () {
      if (M.state.data.selected) M.pick({ id: M.state.data.selected });
      else everything();
    });
    bar.replaceChildren(M.foreign("h2", "", place.title), back);
    const cards = [facts("li", [place.told, ...place.about], "hint-text")];
    if (!given.texts) cards.push(M.element("li", "hint-text", say("no_text")));
    else for (const mention of place.mentions) cards.push(card(mention));
    list.replaceChildren(...cards);
    list.scrollTop = 0;
    back.focus();
  }

  // Short texts in a row, each in its own direction.
  function facts(kind, texts, css) {
    const box = M.element(kind, css || "");
    texts.filter(Boolean).forEach(function (text, i) { box.append(i ? " · " : "", M.element("bdi", "", text)); });
    return box;
  }

  function card(m) {
    const box = M.element("li", "card"), sentence = M.foreign("p", ""), name = M.element("mark", "", m.sentence.slice(m.from, m.to));
    sentence.append(m.sentence.slice(0, m.from), name, m.sentence.slice(m.to));
    box.append(sentence);
    box.append(facts("p", [m.when, m.point_is, m.context, m.actors && say("named") + ": " + m.actors, m.said_by && say("said_by") + ": " + m.said_by], "of"));
    const of = M.foreign("p", "of"), title = m.url ? M.element("a", "", m.title) : M.element("span", "", m.title);
    if (m.url) {
      title.href = m.url;
      title.rel = "noopener noreferrer";
      title.target = "_blank";
    }
    of.append(title, m.source ? " · " + m.source : "");
    box.append(of);
    return box;
  }

  start();
})(window.MentionMap);
