// Keys: j and k walk through the rows of a list; a letter presses the button that carries it as data-key,
// first in the current row, then on the page. Single keys can be switched off on the help page.
const STORED = "factcheck-keys";
let current = null;

export const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
export const keysOn = () => localStorage.getItem(STORED) !== "off";
export const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

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
  const target = own ?? document.querySelector(`${wanted}:not([data-row] *)`);
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

// The page after the act goes on with the row after this one.
function comeBack(form) {
  const all = rows();
  const next = all[all.indexOf(current) + 1] ?? current;
  const { back } = form.elements;
  if (back && next.id) back.value = `${location.pathname}${location.search}#${next.id}`;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !keysOn() || typing(event.target)) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "x" && current) current.querySelector("input[type=checkbox]")?.click();
  else if (event.key.length !== 1 || !press(event.key)) return;
  event.preventDefault();
});

const toggle = document.querySelector("[data-keys-toggle]");
if (toggle) {
  toggle.checked = keysOn();
  toggle.disabled = false;
  toggle.addEventListener("change", () => localStorage.setItem(STORED, toggle.checked ? "on" : "off"));
}
// After an act the page comes back to the row it was about; go on from there.
const target = document.getElementById(location.hash.slice(1));
if (target?.matches("[data-row]")) {
  choose(target);
  // The browser scrolls to the fragment once more when all is loaded, and takes the focus away.
  addEventListener("load", () => setTimeout(() => choose(target)), { once: true });
}
document.documentElement.classList.add("ready");
document.documentElement.dataset.ready = "list";
