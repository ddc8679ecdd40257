// Keys: j and k walk through the rows of a list; a letter presses the button that carries it as data-key,
// first in the current row, then on the page. Pages carry the default keys; what a person changed about
// them, or that they are off, stands on the body.
const settings = JSON.parse(document.body.dataset.keys ?? '{"on": true, "own": {}}');
const taken = new Set(Object.values(settings.own));
const meanings = new Map(Object.entries(settings.own).map(([key, own]) => [own, key]));
const AFTER = "factcheck-rows-after";
let current = null;

export const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
export const keysOn = () => settings.on;
export const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
// The default key that a pressed one stands for; nothing for a default that was given away.
export const meaning = (key) => meanings.get(key) ?? (key in settings.own && !taken.has(key) ? "" : key);

export function choose(row) {
  current?.classList.remove("current");
  current = row;
  if (!row) return;
  row.classList.add("current");
  row.scrollIntoView({ block: "nearest", behavior: "instant" });
  (row.querySelector("a[href], button") ?? row).focus({ preventScroll: true });
  row.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current);
  choose(all[Math.min(Math.max(at < 0 ? 0 : at + by, 0), all.length - 1)]);
}

function press(key) {
  const wanted = `[data-key="${CSS.escape(key)}"]`;
  const own = current?.querySelector(wanted);
  // What a page has of its own goes before what every page has.
  const target = own ?? document.querySelector(`main ${wanted}:not([data-row] *)`) ?? document.querySelector(`${wanted}:not([data-row] *)`);
  if (!target) return false;
  if (!own && target.form && current) tick(target.form);
  if (target.form && current) comeBack(target.form);
  target.closest("details")?.setAttribute("open", "");
  if (target.matches("input:not([type=checkbox]), textarea, summary")) target.focus();
  else target.click();
  return true;
}

// A button for chosen rows, pressed by key with nothing ticked, means the current row.
function tick(form) {
  const box = current.querySelector("input[type=checkbox]");
  if (box?.form === form && !form.querySelector("[data-row] input[type=checkbox]:checked")) box.checked = true;
}

// The page after the act goes on with the row after this one, or with the nearest that is still there.
function comeBack(form) {
  const all = rows();
  const at = all.indexOf(current);
  const near = [...all.slice(at + 1), ...all.slice(0, at).reverse()].map((row) => row.id).filter(Boolean);
  sessionStorage.setItem(AFTER, JSON.stringify([...near, current.id]));
  const next = all[at + 1] ?? current;
  const { back } = form.elements;
  if (back && next.id) back.value = `${location.pathname}${location.search}#${next.id}`;
}

// On a claim's page a digit chooses the rating; the words come next.
function rateHere(digit) {
  const steps = [...document.querySelectorAll("#verdict input[name=rating]")].filter((one) => one.closest("form").offsetParent !== null);
  const chosen = steps.filter((one) => one.form === steps[0].form)[digit - 1];
  if (!chosen) return false;
  chosen.closest("details")?.setAttribute("open", "");
  chosen.checked = true;
  (chosen.form.elements.summary ?? chosen).focus();
  return true;
}

function showKeys() {
  const shown = document.getElementById("keys-shown");
  if (!shown?.showModal) return false;
  shown.showModal();
  return true;
}

function act(key) {
  if (key === "j") step(1);
  else if (key === "k") step(-1);
  else if (key === "x" && current) current.querySelector("input[type=checkbox]")?.click();
  else if (key === "o" && current) current.querySelector("a[href]")?.click();
  else if (/^[1-9]$/.test(key)) return rateHere(Number(key)) || press(key);
  else if (key === "?") return showKeys() || press(key);
  else return key.length === 1 && press(key);
  return true;
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keysOn() || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (act(meaning(event.key))) event.preventDefault();
}

// A form that was refused: the first field in question has the focus, else what is said about the form.
function toTheProblem() {
  const refused = document.querySelector("main [aria-invalid=true]") ?? document.querySelector("main .problem[role=alert]");
  if (!refused || refused.closest("[hidden]")) return false;
  for (let part = refused.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  if (!refused.matches("input, textarea, select")) refused.tabIndex = -1;
  refused.focus();
  return true;
}

// After an act the page comes back to the row it was about, or near it; go on from there. Nobody is left
// without focus at the top of a page that says what was done.
function goOn() {
  const kept = JSON.parse(sessionStorage.getItem(AFTER) ?? "[]");
  sessionStorage.removeItem(AFTER);
  const asked = document.getElementById(location.hash.slice(1));
  const near = location.hash ? kept.map((id) => document.getElementById(id)).find(Boolean) : null;
  const target = asked?.matches("[data-row]") ? asked : near;
  if (toTheProblem()) return;
  if (target) {
    choose(target);
    // The browser scrolls to the fragment once more when all is loaded, and takes the focus away.
    addEventListener("load", () => setTimeout(() => choose(target)), { once: true });
  } else if (!asked && document.querySelector("#notices .notice") && document.activeElement === document.body) {
    document.getElementById("main").focus({ preventScroll: true });
  }
}

document.addEventListener("keydown", onKey);
goOn();
document.documentElement.classList.add("ready");
document.documentElement.dataset.ready ??= "list";
