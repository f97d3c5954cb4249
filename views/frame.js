// What Streamlit's own page cannot be told from Python: language and direction of the document, keys of the pills,
// names for what has none. `language`, `direction` and `ahead` are set by views/frame.py before this.
document.documentElement.lang = language;
document.documentElement.dir = direction;

if (!window.mentionMapPage) {
  window.mentionMapPage = true;

  // The map's frame loads its files one after another: here they are asked for at once, while Streamlit still makes the
  // frame, and it finds them in the browser's cache. Where one fails, the frame asks again and tells.
  for (const address of ahead) fetch(address).then(function (answer) { return answer.arrayBuffer(); }).catch(function () {});

  // Delete and Backspace drop a pill, as a click does; the focus then goes to the next one.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    const pill = event.target instanceof Element ? event.target.closest(".st-key-pills button") : null;
    if (!pill) return;
    event.preventDefault();
    const at = pills().indexOf(pill);
    const many = pills().length;
    pill.click();
    const began = Date.now();
    const wait = setInterval(function () {
      const left = pills();
      if (left.length < many || Date.now() - began > 3000) {
        clearInterval(wait);
        const next = left[Math.min(at, left.length - 1)] || document.querySelector(".st-key-filters input");
        if (next) next.focus();
      }
    }, 50);
  });

  // On paper a grid is a picture of the rows in view: a table stands there instead, of all rows that were sent.
  window.addEventListener("beforeprint", function () {
    for (const box of document.querySelectorAll(".paper")) {
      const [heads, rows] = JSON.parse(box.dataset.rows);
      const table = document.createElement("table");
      table.createTHead().append(row("th", heads));
      table.createTBody().append(...rows.map(function (cells) { return row("td", cells); }));
      box.append(table);
    }
  });
  window.addEventListener("afterprint", function () {
    for (const table of document.querySelectorAll(".paper > table")) table.remove();
  });

  // Vega gives the brush of the timeline the role of a picture without a name: it is a tool, and says nothing.
  new MutationObserver(function () {
    for (const mark of document.querySelectorAll('[class*="brush_brush"][role]')) {
      mark.removeAttribute("role");
      mark.removeAttribute("aria-roledescription");
      mark.setAttribute("aria-hidden", "true");
    }
  }).observe(document.body, { childList: true, subtree: true });
}

function row(kind, cells) {
  const made = document.createElement("tr");
  made.append(...cells.map(function (text) {
    const cell = document.createElement(kind);
    cell.dir = "auto";
    cell.textContent = text;
    if (text.length < 12) cell.style.whiteSpace = "nowrap"; // a date, a number, a name
    return cell;
  }));
  return made;
}

function pills() {
  return [...document.querySelectorAll(".st-key-pills button")];
}
