// What the evidence panel and the reader do in the browser: choose a mention, go to the next, tell what is known of
// it, copy. The markup comes whole from views/safe_text.py; whatever is added here is set as text, never as markup.

const SEEN = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".desk");
  let held = SEEN.get(root);
  if (!held) {
    held = {};
    SEEN.set(root, held);
    listen(root, held);
  }
  held.data = data;
  held.tell = setTriggerValue;
  if (held.html !== data.html) {
    root.innerHTML = data.html;
    held.html = data.html;
    held.chosen = null;
    held.told = new Set();
    if (data.opened) choose(root, held, data.opened, false);
  } else if (data.opened !== held.opened && !held.told.delete(data.opened)) {
    // Another mention by address; what was told from here comes back as an echo, perhaps after the reader went on.
    choose(root, held, data.opened, false);
  }
  held.opened = data.opened;
  return () => document.removeEventListener("keydown", held.everywhere);
}

function listen(root, held) {
  root.addEventListener("click", event => click(root, held, event));
  root.addEventListener("keydown", event => keys(root, held, event, true));
  for (const kind of ["mouseover", "focusin"]) {
    root.addEventListener(kind, event => tip(root, held, event.target.closest("[data-mention]")));
  }
  root.addEventListener("mouseleave", () => tip(root, held, null));
  // The keys work wherever the page is read, but not where something is typed or another widget has the focus.
  held.everywhere = event => {
    if (event.target === document.body && root.isConnected) keys(root, held, event, false);
  };
  document.addEventListener("keydown", held.everywhere);
}

function click(root, held, event) {
  const hit = selector => event.target.closest(selector);
  const copy = hit("[data-copy]");
  const step = hit("[data-step]");
  const mark = hit("[data-mention]");
  const open = hit("[data-open]");
  const way = hit("a[data-go]");
  const correct = hit("[data-correct]");
  const place = hit("[data-choose]");
  if (copy) copyText(root, held, copy);
  else if (correct) held.tell("correct", correct.dataset.correct || held.chosen);
  else if (step) move(root, held, Number(step.dataset.step));
  else if (way && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    held.tell("go", way.getAttribute("href"));
  } else if (place) held.tell("place", place.dataset.choose);
  else if (hit("a, summary")) return;
  else if (mark) choose(root, held, mark.dataset.mention, true);
  else if (open && !String(window.getSelection())) held.tell("open", open.dataset.open);
}

function marks(root) {
  return [...root.querySelectorAll("[data-mention]")];
}

function keys(root, held, event, inside) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const steps = { j: 1, k: -1, ...(inside ? { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 } : {}) };
  const mark = event.target.closest && event.target.closest("[data-mention]");
  if (event.key in steps && marks(root).length && (event.key.length === 1 || mark)) {
    // Along the line of a text from right to left, the next mention is to the left.
    const back = event.key.startsWith("Arrow") && /Left|Right/.test(event.key) && mark
      && getComputedStyle(mark).direction === "rtl";
    move(root, held, back ? -steps[event.key] : steps[event.key]);
    event.preventDefault();
  } else if (mark && (event.key === "Enter" || event.key === " ")) {
    choose(root, held, mark.dataset.mention, true);
    event.preventDefault();
  } else if (event.key === "Escape") {
    if (!root.querySelector(".tip:not([hidden])") && root.querySelector("[data-open='']")) held.tell("open", "");
    tip(root, held, null);
  }
}

function move(root, held, step) {
  const all = marks(root);
  const at = all.findIndex(mark => mark.dataset.mention === held.chosen);
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
  if (next) choose(root, held, next.dataset.mention, true);
}

function choose(root, held, id, byReader) {
  const all = marks(root);
  const mark = all.find(one => one.dataset.mention === id);
  if (!mark) return;
  held.chosen = id;
  for (const one of all) {
    one.classList.toggle("chosen", one === mark);
    one.setAttribute("aria-pressed", String(one === mark));
  }
  mark.scrollIntoView({ block: "center", behavior: "instant" });
  if (byReader) mark.focus({ preventScroll: true });
  const count = root.querySelector(".count");
  if (count) count.textContent = count.dataset.of.replace("{at}", all.indexOf(mark) + 1);
  const notes = root.querySelector(".notes");
  if (notes) fill(notes, held.data.notes[id] || []);
  for (const copy of root.querySelectorAll(".bar [data-copy]")) copy.dataset.text = held.data[copy.dataset.copy][id];
  tip(root, held, null);
  if (byReader) {
    clearTimeout(held.later);
    held.later = setTimeout(() => {
      held.told.add(id);
      held.tell("chosen", id);
    }, 350);
  }
}

function fill(list, notes) {
  list.replaceChildren(...notes.flatMap(([name, text]) => {
    const term = document.createElement("dt");
    const value = document.createElement("dd");
    term.textContent = name;
    value.textContent = text;
    value.dir = "auto";
    return [term, value];
  }));
}

function tip(root, held, mark) {
  const box = root.querySelector(".tip");
  if (!box) return;
  box.hidden = !mark || mark.dataset.mention === held.chosen;
  if (box.hidden) return;
  fill(box, held.data.notes[mark.dataset.mention] || []);
  const around = box.offsetParent.getBoundingClientRect();
  const at = mark.getClientRects()[0];
  const left = Math.min(Math.max(0, at.left - around.left), around.width - box.offsetWidth);
  box.style.left = `${Math.max(0, left)}px`;
  const below = at.bottom - around.top + 4;
  const above = at.top - around.top - box.offsetHeight - 4;
  box.style.top = `${at.bottom + box.offsetHeight + 8 > window.innerHeight ? above : below}px`;
}

async function copyText(root, held, button) {
  const text = button.dataset.text || "";
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    done = copyByHand(text);
  }
  const told = root.querySelector(".copied") || button.appendChild(document.createElement("span"));
  told.textContent = done ? held.data.words.copied : held.data.words.not_copied;
  button.classList.toggle("done", done);
  clearTimeout(button.later);
  button.later = setTimeout(() => {
    told.textContent = "";
    button.classList.remove("done");
  }, 2500);
}

// Where the address is not a secure context, the browser has no clipboard to write to.
function copyByHand(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  area.style.opacity = "0";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
